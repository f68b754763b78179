import type { Migration } from "./read.ts";

/** A migration that the database remembers: the hash of its file as it was then, and when it was generated. */
export interface AppliedMigration {
  hash: string;
  /** Milliseconds since 1970. */
  generatedAt: number;
}

/** The transaction in which migrations are applied. */
export interface MigrationSession {
  applied(): Promise<AppliedMigration[]>;
  run(statement: string): Promise<void>;
  remember(migration: Migration): Promise<void>;
}

/** Where an engine remembers what was applied, in Drizzle's own table, so that its tools understand it too. */
export interface MigrationStore {
  /** Oldest first; empty where nothing was ever applied. Changes nothing. */
  applied(): Promise<AppliedMigration[]>;
  /** Runs `work` in one transaction while no other process migrates, waiting for its turn. */
  locked<Result>(work: (session: MigrationSession) => Promise<Result>): Promise<Result>;
}
