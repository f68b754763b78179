import { log } from "#app/core/log.ts";
import { currentScope, requireOpen, scopeOf } from "./scope.ts"; // aegis:worker
// import { requireOpen, scopeOf } from "./scope.ts"; // aegis:!worker

/**
 * Runs work once what was written is there for others to see: after the commit of the outermost transaction, in the
 * order given, before `transaction` resolves; never when it, or the savepoint that `database` belongs to, is rolled
 * back. Outside of a transaction everything is committed already, and the work runs at once. It is too late for
 * work that fails to undo anything: that is logged.
 *
 * @param database the `tx` that was written to, or the database itself
 */
export function afterCommit(database: object, work: () => unknown): void {
  const scope = scopeOf(database);
  if (!scope) {
    void attempt(work);
    return;
  }
  requireOpen(scope);
  scope.afterwards.push(() => attempt(work));
}

// #region aegis:worker
/**
 * Does the same for the transaction, if any, in whose function the present code runs.
 *
 * @returns whether there is one; the work is left to the caller where there is none
 */
export function afterCurrentCommit(work: () => unknown): boolean {
  const scope = currentScope();
  scope?.afterwards.push(() => attempt(work));
  return scope !== undefined;
}
// #endregion aegis:worker

async function attempt(work: () => unknown): Promise<void> {
  try {
    await work();
  } catch (error) {
    log.error({ err: error }, "work after a commit failed");
  }
}
