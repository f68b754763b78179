type Method = (...given: unknown[]) => unknown;

/**
 * Lets errors of queries out as the engine made them. Drizzle wraps them into one whose text holds every parameter,
 * and passwords and addresses would end up in the log.
 *
 * @throws TypeError when Drizzle is not built as it was when this was written
 */
export function withPlainErrors<Database extends object>(database: Database): Database {
  const session: unknown = Reflect.get(database, "session");
  const prepare = methodOf(session, "prepareQuery");
  Object.defineProperty(session, "prepareQuery", {
    value(...given: unknown[]) {
      const prepared = prepare(...given);
      methodOf(prepared, "queryWithCache");
      // Its arguments are the text, the parameters and what runs them; only the last is of use without a cache.
      const queryWithCache: Method = (_text, _parameters, run) =>
        typeof run === "function" ? run() : undefined;
      Object.defineProperty(prepared, "queryWithCache", { value: queryWithCache });
      return prepared;
    },
  });
  return database;
}

function methodOf(owner: unknown, name: string): Method {
  const method: unknown = typeof owner === "object" && owner !== null ? Reflect.get(owner, name) : undefined;
  if (typeof method !== "function") throw new TypeError(`Drizzle has no ${name} any more`);
  return (...given) => Reflect.apply(method, owner, given);
}
