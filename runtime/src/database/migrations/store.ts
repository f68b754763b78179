import type { Migration } from "./read.ts";

/** A migration that the database has recorded as applied. */
export interface AppliedMigration {
  /** Of its file when it was applied. */
  readonly hash: string;
  /** When its file was generated, in milliseconds since 1970. */
  readonly generatedAt: number;
}

/** The transaction in which migrations are applied. */
export interface MigrationSession {
  applied(): Promise<AppliedMigration[]>;
  run(statement: string): Promise<void>;
  remember(migration: Migration): Promise<void>;
}

/** The record of applied migrations of one database, in Drizzle's own table, so that its tools understand it too. */
export interface MigrationStore {
  /** The name of the application, whose command the hints of errors name. */
  readonly application: string;
  /** Oldest first; empty where none was ever applied. Changes nothing. */
  applied(): Promise<AppliedMigration[]>;
  /** Runs `work` in one transaction while no other process migrates, after waiting for the lock. */
  locked<Result>(work: (session: MigrationSession) => Promise<Result>): Promise<Result>;
}
