import {
  type Connection,
  guarded,
  requireOpen,
  requireOutside,
  runInside,
  type Scope,
  scopeOf,
} from "./scope.ts";
import { createTurns } from "./turns.ts";

interface Root {
  owner: object;
  /** Takes a connection, waiting for one if need be, and begins a transaction on it. */
  begin(): Promise<Connection>;
}

/** Every database that transactions can be begun on. */
const roots = new WeakMap<object, Root>();

/**
 * Makes a database one that `transaction` takes.
 *
 * @returns the database to hand out; inside of its own transactions it refuses to be used
 */
export function withTransactions<Database extends object>(database: Database, root: Root): Database {
  const checked = guarded(database, () => requireOutside(root.owner));
  roots.set(checked, root);
  return checked;
}

/**
 * Runs `work` in a transaction: all of it happens, or nothing of it. Whatever `work` throws rolls it back and is thrown
 * on. Called with the `tx` of another transaction it is a part of that one which can be rolled back by itself. No
 * other process writes between what `work` reads and what it writes where the engine has one writer at a time; where
 * it has many, lock what you read, or let a unique index decide.
 *
 * @param database the database, or the `tx` of a transaction
 * @param work is to use the `tx` it is given, and nothing else, for every query
 * @throws AppError `database.bypassed-transaction` when the database itself is used inside, `database.busy` when no
 * turn came in time
 */
export function transaction<Database extends object, Result>(
  database: Database,
  work: (tx: Database) => Promise<Result>,
): Promise<Result> {
  // What a database's connections hand out is a database of the same type.
  const typed = (tx: object) => work(tx as Database);
  const scope = scopeOf(database);
  if (scope) return nested(scope, typed);
  const root = roots.get(database);
  if (!root) throw new TypeError("transaction() takes a database or the tx of a transaction");
  return outermost(root, typed);
}

async function outermost<Result>(
  { owner, begin }: Root,
  work: (tx: object) => Promise<Result>,
): Promise<Result> {
  requireOutside(owner);
  const connection = await begin();
  const scope: Scope = { owner, connection, turn: createTurns(), open: true, afterwards: [] };
  let broken = false;
  let result: Result;
  try {
    result = await runInside(scope, work);
    await connection.commit();
  } catch (error) {
    await connection.execute("ROLLBACK").catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    connection.release(broken);
  }
  for (const action of scope.afterwards) await action();
  return result;
}

async function nested<Result>(outer: Scope, work: (tx: object) => Promise<Result>): Promise<Result> {
  const { owner, connection } = outer;
  const leave = await outer.turn();
  try {
    requireOpen(outer);
    const scope: Scope = { owner, connection, turn: createTurns(), open: true, afterwards: [] };
    await connection.execute("SAVEPOINT nested");
    try {
      const result = await runInside(scope, work);
      await connection.execute("RELEASE SAVEPOINT nested");
      outer.afterwards.push(...scope.afterwards);
      return result;
    } catch (error) {
      // Where this fails the engine has undone everything already, and the outer commit will say so.
      await connection.execute("ROLLBACK TO SAVEPOINT nested").catch(() => {});
      await connection.execute("RELEASE SAVEPOINT nested").catch(() => {});
      throw error;
    }
  } finally {
    leave();
  }
}
