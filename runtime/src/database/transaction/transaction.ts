import { createMutex } from "./mutex.ts";
import {
  getCurrentScope,
  getScope,
  guardDatabase,
  requireOpen,
  requireOutside,
  runInScope,
  type TransactionConnection,
  type TransactionRoot,
  type TransactionScope,
} from "./scope.ts";

/** Every database on which transactions can be begun. */
const roots = new WeakMap<object, TransactionRoot>();

/**
 * Makes a database one that `transaction` accepts.
 *
 * @returns the database for its users; inside its own transactions it refuses to be used
 */
export function enableTransactions<Db extends object>(database: Db, root: TransactionRoot): Db {
  const guarded = guardDatabase(database, () => requireOutside(root.owner));
  roots.set(guarded, root);
  return guarded;
}

function getRoot(database: object): TransactionRoot {
  const root = roots.get(database);
  if (!root) throw new TypeError("Transactions take a database or the tx of a transaction");
  return root;
}

/**
 * Runs `work` in a transaction, all of it or nothing. An error of `work` rolls it back and is thrown on. Called with the
 * `tx` of another transaction it is a part of that one that can be rolled back alone. On an engine with one writer at a
 * time no other process writes between the reads and the writes of `work`; on others lock the rows that you read, or let a
 * unique index decide.
 *
 * @param database the database, or the `tx` of a transaction
 * @param work must use the `tx` that it receives for every query
 * @throws AppError `database.bypassed-transaction` when the database itself is used inside, `database.busy` when no
 * connection was free in time
 */
export function transaction<Db extends object, Result>(
  database: Db,
  work: (tx: Db) => Promise<Result>,
): Promise<Result> {
  // The connections of a database give out databases of the same type.
  const typed = (tx: object) => work(tx as Db);
  const scope = getScope(database);
  return scope ? runNested(scope, typed) : runOutermost(getRoot(database), typed);
}

const openScope = (root: TransactionRoot, connection: TransactionConnection): TransactionScope => ({
  root,
  connection,
  acquire: createMutex(),
  isOpen: true,
  afterCommit: [],
});

async function runOutermost<Result>(
  root: TransactionRoot,
  work: (tx: object) => Promise<Result>,
): Promise<Result> {
  requireOutside(root.owner);
  const connection = await root.begin();
  const scope = openScope(root, connection);
  let isBroken = false;
  let result: Result;
  try {
    result = await runInScope(scope, work);
    await connection.commit();
  } catch (error) {
    await connection.execute("ROLLBACK").catch(() => {
      isBroken = true;
    });
    throw error;
  } finally {
    connection.release(isBroken);
  }
  for (const action of scope.afterCommit) await action();
  return result;
}

async function runNested<Result>(
  outer: TransactionScope,
  work: (tx: object) => Promise<Result>,
): Promise<Result> {
  const { root, connection } = outer;
  const release = await outer.acquire();
  try {
    requireOpen(outer);
    const scope = openScope(root, connection);
    await connection.execute("SAVEPOINT nested");
    try {
      const result = await runInScope(scope, work);
      await connection.execute("RELEASE SAVEPOINT nested");
      outer.afterCommit.push(...scope.afterCommit);
      return result;
    } catch (error) {
      // Where this fails the engine has rolled everything back already, and the outer commit will fail.
      await connection.execute("ROLLBACK TO SAVEPOINT nested").catch(() => {});
      await connection.execute("RELEASE SAVEPOINT nested").catch(() => {});
      throw error;
    }
  } finally {
    release();
  }
}

/**
 * Runs work once the written data is visible to others: after the commit of the outermost transaction, in the order of the
 * calls, before `transaction` resolves; never when it, or the savepoint that `database` belongs to, is rolled back. Outside
 * of a transaction everything is committed already, and the work runs at once. An error of the work is logged: it is too
 * late to roll anything back.
 *
 * @param database the `tx` that was written to, or the database itself
 */
export function afterCommit(database: object, work: () => unknown): void {
  const scope = getScope(database);
  if (!scope) {
    void attempt(getRoot(database), work);
    return;
  }
  requireOpen(scope);
  scope.afterCommit.push(() => attempt(scope.root, work));
}

/**
 * Does the same for the transaction in whose function the caller runs, if there is one.
 *
 * @returns whether there is one; where there is none, the caller does the work itself
 */
export function afterCurrentCommit(work: () => unknown): boolean {
  const scope = getCurrentScope();
  scope?.afterCommit.push(() => attempt(scope.root, work));
  return scope !== undefined;
}

async function attempt(root: TransactionRoot, work: () => unknown): Promise<void> {
  try {
    await work();
  } catch (error) {
    root.reportFailedWork(error);
  }
}
