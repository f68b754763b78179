/** The version of drizzle-orm whose internals `exposeEngineErrors` was written for and tested with. */
export const PROVEN_DRIZZLE_VERSION = "0.45.4";

type Method = (...given: unknown[]) => unknown;

/**
 * Makes queries reject with the error of the engine. Drizzle wraps it into one whose text holds every parameter, and so
 * passwords and mail addresses would appear in the log.
 *
 * @throws TypeError when Drizzle is built differently from `PROVEN_DRIZZLE_VERSION`
 */
export function exposeEngineErrors<Db extends object>(database: Db): Db {
  const session: unknown = Reflect.get(database, "session");
  const prepare = getMethod(session, "prepareQuery");
  Object.defineProperty(session, "prepareQuery", {
    value(...given: unknown[]) {
      const prepared = prepare(...given);
      getMethod(prepared, "queryWithCache");
      // Its arguments are the text, the parameters and the function that runs them; without a cache only the last is needed.
      const queryWithCache: Method = (_text, _parameters, run) =>
        typeof run === "function" ? run() : undefined;
      Object.defineProperty(prepared, "queryWithCache", { value: queryWithCache });
      return prepared;
    },
  });
  return database;
}

function getMethod(owner: unknown, name: string): Method {
  const method: unknown = typeof owner === "object" && owner !== null ? Reflect.get(owner, name) : undefined;
  if (typeof method !== "function") throw new TypeError(`Drizzle has no ${name} any more`);
  return (...given) => Reflect.apply(method, owner, given);
}
