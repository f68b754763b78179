import type { Migration } from "./read.ts";
import type { AppliedMigration } from "./store.ts";

/** How the files of this application stand to what a database remembers. */
export interface MigrationPlan {
  /** Applied to the database, as they are here. */
  applied: readonly Migration[];
  /** Still to be applied, in this order. */
  pending: readonly Migration[];
  /** Applied once, and edited since: the database does not have what the file says. */
  changed: readonly Migration[];
  /** Applied to the database and unknown here: it is ahead of this code. */
  unknown: number;
}

/** Compares. A migration that came in late, from another branch, is pending like any other. */
export function planMigrations(
  files: readonly Migration[],
  applied: readonly AppliedMigration[],
): MigrationPlan {
  const remembered = new Map(applied.map((migration) => [migration.generatedAt, migration.hash]));
  const known = new Set(files.map((file) => file.generatedAt));
  const hashOf = (file: Migration) => remembered.get(file.generatedAt);
  return {
    applied: files.filter((file) => hashOf(file) === file.hash),
    pending: files.filter((file) => hashOf(file) === undefined),
    changed: files.filter((file) => ![undefined, file.hash].includes(hashOf(file))),
    unknown: applied.filter((migration) => !known.has(migration.generatedAt)).length,
  };
}
