import type { Migration } from "./read.ts";
import type { AppliedMigration } from "./store.ts";

/** The migrations of this code compared with those that a database has recorded. */
export interface MigrationPlan {
  /** Applied to the database, as they are here. */
  readonly applied: readonly Migration[];
  /** Still to be applied, in this order. */
  readonly pending: readonly Migration[];
  /** Edited after they were applied: the database lacks what the file says. */
  readonly changed: readonly Migration[];
  /** How many were applied that this code does not have: the database is newer than the code. */
  readonly unknown: number;
}

/** Compares migrations with those that were applied. One that was merged late from another branch is pending too. */
export function planMigrations(
  files: readonly Migration[],
  applied: readonly AppliedMigration[],
): MigrationPlan {
  const recorded = new Map(applied.map((migration) => [migration.generatedAt, migration.hash]));
  const known = new Set(files.map((file) => file.generatedAt));
  const hashOf = (file: Migration) => recorded.get(file.generatedAt);
  return {
    applied: files.filter((file) => hashOf(file) === file.hash),
    pending: files.filter((file) => hashOf(file) === undefined),
    changed: files.filter((file) => ![undefined, file.hash].includes(hashOf(file))),
    unknown: applied.filter((migration) => !known.has(migration.generatedAt)).length,
  };
}
