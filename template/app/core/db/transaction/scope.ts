import { AsyncLocalStorage } from "node:async_hooks";
import { AppError } from "@aegis-stack/runtime/errors";

/** A connection that belongs to one transaction for as long as that lasts. */
export interface Connection {
  /** Queries on this connection. */
  readonly database: object;
  execute(statement: string): Promise<void>;
  /** Rejects when the engine undid the transaction instead. */
  commit(): Promise<void>;
  /** Gives the connection back; one on which rolling back failed is to be thrown away. */
  release(broken: boolean): void;
}

/** One transaction, or one savepoint within it. */
export interface Scope {
  /** Whose transaction it is: other databases may be used inside of it. */
  readonly owner: object;
  readonly connection: Connection;
  /** Savepoints are a stack, so those begun side by side wait for each other. */
  readonly turn: () => Promise<() => void>;
  /** Between its beginning and its commit or rollback. */
  open: boolean;
  /** What is to run once the outermost transaction has committed, in the order it was given. */
  readonly afterwards: (() => Promise<void>)[];
}

/** The transaction in whose function the present code runs. */
const current = new AsyncLocalStorage<Scope>();

/** Every `tx` that was handed out. */
const scopes = new WeakMap<object, Scope>();

// #region aegis:worker
/** The open transaction in whose function the present code runs. */
export function currentScope(): Scope | undefined {
  const scope = current.getStore();
  return scope?.open ? scope : undefined;
}
// #endregion aegis:worker

export const scopeOf = (database: object): Scope | undefined => scopes.get(database);

/** Runs `work` with a `tx` that is good for as long as the scope is open. */
export async function runInside<Result>(
  scope: Scope,
  work: (tx: object) => Promise<Result>,
): Promise<Result> {
  const tx = guarded(scope.connection.database, () => requireOpen(scope));
  scopes.set(tx, scope);
  try {
    return await current.run(scope, () => work(tx));
  } finally {
    scope.open = false;
  }
}

/**
 * Refuses what would bypass the transaction that the caller is in. On one engine it would wait for that transaction
 * and so for itself; on another it would see and change data as if there were none.
 *
 * @throws AppError `database.bypassed-transaction`
 */
export function requireOutside(owner: object): void {
  const scope = current.getStore();
  if (!scope?.open || scope.owner !== owner) return;
  throw new AppError({
    code: "database.bypassed-transaction",
    kind: "internal",
    what: "The database was used inside a transaction, but not through it.",
    todo: "Use the tx that the transaction hands in, and pass it on to what is called from there.",
  });
}

/** @throws AppError `database.transaction-over` */
export function requireOpen(scope: Scope): void {
  if (scope.open) return;
  throw new AppError({
    code: "database.transaction-over",
    kind: "internal",
    what: "A transaction was used after its end.",
    todo: "Await everything that belongs to the transaction before its function returns.",
  });
}

/** The same database, each use of which is checked first. */
export function guarded<Database extends object>(database: Database, check: () => void): Database {
  return new Proxy(database, {
    get(target, property, receiver) {
      check();
      return Reflect.get(target, property, receiver);
    },
  });
}
