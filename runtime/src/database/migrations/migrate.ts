import { AppError } from "../../errors/index.ts";
import { formatCommand, formatScript } from "../../format/index.ts";
import { type EngineTables, type PendingStep, planSteps } from "../engine-tables/engine-tables.ts";
import { type MigrationPlan, planMigrations } from "./plan.ts";
import type { Migration } from "./read.ts";
import type { MigrationSession, MigrationStore } from "./store.ts";

/**
 * Applies the pending steps of engine tables and the pending migrations, all or none. Of any number of processes that migrate
 * at once, one applies them and the others find it done.
 *
 * @param files the migrations of this application
 * @param engineTables the tables of its capabilities
 * @returns the names of those that this call applied
 * @throws AppError `migrations.changed` when a file was edited after it was applied, `migrations.failed` when one fails,
 * `migrations.unknown` when one fails in a database that migrations have changed which this code does not have
 */
export async function migrate(
  store: MigrationStore,
  files: readonly Migration[],
  engineTables: readonly EngineTables[] = [],
): Promise<string[]> {
  const plan = async (from: Pick<MigrationSession, "applied" | "versions">) => {
    const migrations = planMigrations(files, await from.applied());
    const steps = planSteps(engineTables, await from.versions()).pending;
    return { migrations, steps, pending: pendingOf(migrations) };
  };
  const before = await plan(store);
  // Usually nothing is pending, and then there is no reason to wait for the lock.
  if (before.pending.length + before.steps.length === 0) return [];
  return store.locked(async (session) => {
    const { migrations, steps, pending } = await plan(session);
    for (const step of steps) await applyStep(session, step, store);
    const context = { application: store.application, unknown: migrations.unknown };
    for (const migration of pending) await apply(session, migration, context);
    return [...steps, ...pending].map(({ name }) => name);
  });
}

async function applyStep(
  session: MigrationSession,
  { name, capability, version, step }: PendingStep,
  { types }: MigrationStore,
): Promise<void> {
  try {
    await session.run(step(types));
  } catch (error) {
    throw error instanceof AppError ? error : createStepError(name, error);
  }
  await session.setVersion(capability, version);
}

function pendingOf({ pending, changed }: MigrationPlan): readonly Migration[] {
  if (pending.length === 0 || changed.length === 0) return pending;
  throw new AppError({
    code: "migrations.changed",
    category: "conflict",
    message:
      "A migration was edited after it had been applied to this database, so no further one was applied.",
    hint: `Put it back as it was, and make the change in a new migration: \`${formatScript("db:generate")}\`.`,
    details: changed.map(({ name }) => name),
  });
}

/** What the error of a migration mentions. */
interface Context {
  readonly application: string;
  /** How many applied migrations this code does not have. */
  readonly unknown: number;
}

async function apply(session: MigrationSession, migration: Migration, context: Context): Promise<void> {
  for (const [index, statement] of migration.statements.entries()) {
    try {
      await session.run(statement);
    } catch (error) {
      if (error instanceof AppError) throw error;
      throw context.unknown > 0 ? foreign(migration, context, error) : failed(migration, index, error);
    }
  }
  await session.remember(migration);
}

const messageOf = (cause: unknown) => (cause instanceof Error ? cause.message : cause);

const failed = ({ name, statements }: Migration, index: number, cause: unknown) =>
  new AppError({
    code: "migrations.failed",
    category: "conflict",
    message: `Migration ${name} failed, and nothing was changed: ${messageOf(cause)}.`,
    hint: `Correct statement ${index + 1} of ${statements.length} in it, then migrate again.`,
    cause,
  });

const createStepError = (name: string, cause: unknown) =>
  new AppError({
    code: "migrations.failed",
    category: "conflict",
    message: `${name}, a step of the runtime's own tables, failed, and nothing was changed: ${messageOf(cause)}.`,
    hint: "The names of these tables begin with aegis_: rename a table of that name which is not the runtime's, then migrate again.",
    cause,
  });

/** Happens after the folder of migrations was deleted and generated again, or after a change of the branch. */
const foreign = ({ name }: Migration, { application, unknown }: Context, cause: unknown) =>
  new AppError({
    code: "migrations.unknown",
    category: "conflict",
    message: `Migration ${name} failed, and nothing was changed: ${messageOf(cause)}. This database was made by other migrations: it remembers ${unknown} that ${unknown === 1 ? "is" : "are"} not in the folder of migrations.`,
    hint: `Bring ${unknown === 1 ? "it" : "them"} back, or where the data may go begin anew: \`${formatCommand(`${application} db reset`)}\`.`,
    cause,
  });
