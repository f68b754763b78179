/** The names of column types in the SQL of a dialect. */
export interface ColumnTypes {
  /** A point in time, to the millisecond. */
  readonly timestamp: string;
  readonly json: string;
  /** A whole number up to 2^53. */
  readonly integer: string;
}

/**
 * One change of the tables, as SQL statements for a dialect. It is published once and never edited: what follows is another
 * step. The version before must still run beside its result, because processes of both run during a deployment: it adds
 * tables, and columns that may be null or have a default.
 */
export type EngineStep = (types: ColumnTypes) => string;

/**
 * The tables that a capability keeps for itself in the database of an application. Their names begin with `aegis_`, so that
 * they collide with none of the owner's, and drizzle-kit leaves them alone.
 */
export interface EngineTables {
  /** By this name the database records how many steps were applied. */
  readonly capability: string;
  /** In their order; the number of the first is 1. */
  readonly steps: readonly EngineStep[];
}

/** A step that was not applied yet. */
export interface PendingStep {
  /** As `db migrate` reports it: "aegis_scheduler_1". */
  readonly name: string;
  readonly capability: string;
  readonly version: number;
  readonly step: EngineStep;
}

/** The steps of this code compared with those that a database has recorded. */
export interface StepPlan {
  /** The names of those that were applied. */
  readonly applied: readonly string[];
  readonly pending: readonly PendingStep[];
  /** How many were applied that this code does not have: the database is newer than the code. */
  readonly unknown: number;
}

/** Compares steps with the versions that were recorded. Those of capabilities that the application lacks do not count. */
export function planSteps(all: readonly EngineTables[], versions: ReadonlyMap<string, number>): StepPlan {
  const steps = all.flatMap(({ capability, steps: own }) =>
    own.map((step, index) => ({
      name: `aegis_${capability}_${index + 1}`,
      capability,
      version: index + 1,
      step,
    })),
  );
  const isApplied = ({ capability, version }: PendingStep) => version <= (versions.get(capability) ?? 0);
  return {
    applied: steps.filter(isApplied).map(({ name }) => name),
    pending: steps.filter((step) => !isApplied(step)),
    unknown: all.reduce(
      (sum, { capability, steps: own }) => sum + Math.max(0, (versions.get(capability) ?? 0) - own.length),
      0,
    ),
  };
}

/** @throws TypeError when an application does not list the tables of a capability that it uses */
export function requireEngineTables(
  { engineTables }: { readonly engineTables: readonly EngineTables[] },
  { capability }: EngineTables,
  name: string,
): void {
  if (engineTables.some((tables) => tables.capability === capability)) return;
  throw new TypeError(
    `The capability "${capability}" keeps tables in the database that no step creates: add ${name} to the list in app/core/engine-tables.ts.`,
  );
}
