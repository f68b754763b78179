import { AppError } from "@aegis-stack/runtime/errors";
import { APP_NAME } from "#app/core/constants.ts";
import { type MigrationPlan, planMigrations } from "./plan.ts";
import type { Migration } from "./read.ts";
import type { MigrationSession, MigrationStore } from "./store.ts";

/**
 * Applies what is pending: all of it or nothing. However many processes do so at once, one applies and the others
 * find it done.
 *
 * @param files the migrations of this application
 * @returns those that this call applied
 * @throws AppError `migrations.changed` when a file was edited after it was applied, `migrations.failed` when one fails,
 * `migrations.unknown` when one fails on what migrations have made that are not here any more
 */
export async function migrate(store: MigrationStore, files: readonly Migration[]): Promise<Migration[]> {
  // Most of the time there is nothing to do, and no reason to wait for a lock.
  if (pendingOf(planMigrations(files, await store.applied())).length === 0) return [];
  return store.locked(async (session) => {
    const plan = planMigrations(files, await session.applied());
    const pending = pendingOf(plan);
    for (const migration of pending) await apply(session, migration, plan.unknown);
    return [...pending];
  });
}

function pendingOf({ pending, changed }: MigrationPlan): readonly Migration[] {
  if (pending.length === 0 || changed.length === 0) return pending;
  throw new AppError({
    code: "migrations.changed",
    kind: "conflict",
    what: "A migration was edited after it had been applied to this database, so no further one was applied.",
    todo: "Put it back as it was, and make the change in a new migration: npm run db:generate.",
    details: changed.map(({ name }) => name),
  });
}

async function apply(session: MigrationSession, migration: Migration, unknown: number): Promise<void> {
  for (const [index, statement] of migration.statements.entries()) {
    try {
      await session.run(statement);
    } catch (error) {
      if (error instanceof AppError) throw error;
      throw unknown > 0 ? strange(migration, unknown, error) : failed(migration, index, error);
    }
  }
  await session.remember(migration);
}

const messageOf = (cause: unknown) => (cause instanceof Error ? cause.message : cause);

const failed = ({ name, statements }: Migration, index: number, cause: unknown) =>
  new AppError({
    code: "migrations.failed",
    kind: "conflict",
    what: `Migration ${name} failed, and nothing was changed: ${messageOf(cause)}.`,
    todo: `Correct statement ${index + 1} of ${statements.length} in it, then migrate again.`,
    cause,
  });

/** As after the folder of migrations was removed and made anew, or a branch was changed. */
const strange = ({ name }: Migration, unknown: number, cause: unknown) =>
  new AppError({
    code: "migrations.unknown",
    kind: "conflict",
    what: `Migration ${name} failed, and nothing was changed: ${messageOf(cause)}. This database was made by other migrations: it remembers ${unknown} that ${unknown === 1 ? "is" : "are"} not in the folder of migrations.`,
    todo: `Bring ${unknown === 1 ? "it" : "them"} back, or where the data may go begin anew: \`npx ${APP_NAME} db reset\`.`,
    cause,
  });
