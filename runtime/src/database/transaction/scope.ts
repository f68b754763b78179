import { AsyncLocalStorage } from "node:async_hooks";
import { AppError } from "../../errors/index.ts";

/** A connection that belongs to one transaction until its end. */
export interface TransactionConnection {
  /** Queries on this connection. */
  readonly database: object;
  execute(statement: string): Promise<void>;
  /** Rejects when the engine rolled the transaction back instead. */
  commit(): Promise<void>;
  /** Returns the connection to the pool. @param isBroken whether rolling back failed, so that it must be discarded */
  release(isBroken: boolean): void;
}

/** A database on which transactions can be begun. */
export interface TransactionRoot {
  /** The identity of the database: others may be used inside its transactions. */
  readonly owner: object;
  /** Takes a connection, waiting for one if necessary, and begins a transaction on it. */
  begin(): Promise<TransactionConnection>;
  /** Called when work after a commit fails: it is too late to roll anything back. */
  reportFailedWork(error: unknown): void;
}

/** One transaction, or one savepoint within it. */
export interface TransactionScope {
  readonly root: TransactionRoot;
  readonly connection: TransactionConnection;
  /** Savepoints are a stack, so those begun concurrently wait for each other. */
  readonly acquire: () => Promise<() => void>;
  /** True between its beginning and its commit or rollback. */
  isOpen: boolean;
  /** The work that runs after the outermost transaction has committed, in the order in which it was registered. */
  readonly afterCommit: (() => Promise<void>)[];
}

/** The transaction in whose function the present code runs. */
const currentTransaction = new AsyncLocalStorage<TransactionScope>();

/** Each `tx` with its transaction. */
const scopes = new WeakMap<object, TransactionScope>();

/** The open transaction in whose function the present code runs. */
export function getCurrentScope(): TransactionScope | undefined {
  const scope = currentTransaction.getStore();
  return scope?.isOpen ? scope : undefined;
}

/** The transaction that a `tx` belongs to; undefined for any other object. */
export const getScope = (database: object): TransactionScope | undefined => scopes.get(database);

/** Runs `work` with a `tx` that can be used while the scope is open. */
export async function runInScope<Result>(
  scope: TransactionScope,
  work: (tx: object) => Promise<Result>,
): Promise<Result> {
  const tx = guardDatabase(scope.connection.database, () => requireOpen(scope));
  scopes.set(tx, scope);
  try {
    return await currentTransaction.run(scope, () => work(tx));
  } finally {
    scope.isOpen = false;
  }
}

/**
 * Refuses a use of the database that would bypass the transaction of the caller. On one engine it would wait for that
 * transaction, which is a deadlock; on another it would read and write as if there were no transaction.
 *
 * @throws AppError `database.bypassed-transaction`
 */
export function requireOutside(owner: object): void {
  const scope = currentTransaction.getStore();
  if (!scope?.isOpen || scope.root.owner !== owner) return;
  throw new AppError({
    code: "database.bypassed-transaction",
    category: "internal",
    message: "The database was used inside a transaction, but not through it.",
    hint: "Use the tx that the transaction hands in, and pass it on to what is called from there.",
  });
}

/** @throws AppError `database.transaction-over` */
export function requireOpen(scope: TransactionScope): void {
  if (scope.isOpen) return;
  throw new AppError({
    code: "database.transaction-over",
    category: "internal",
    message: "A transaction was used after its end.",
    hint: "Await everything that belongs to the transaction before its function returns.",
  });
}

/** The same database with a check before each use. */
export function guardDatabase<Db extends object>(database: Db, check: () => void): Db {
  return new Proxy(database, {
    get(target, property, receiver) {
      check();
      return Reflect.get(target, property, receiver);
    },
  });
}
