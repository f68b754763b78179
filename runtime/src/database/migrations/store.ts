import type { ColumnTypes } from "../engine-tables/engine-tables.ts";
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
  versions(): Promise<EngineVersions>;
  setVersion(capability: string, version: number): Promise<void>;
}

/** How many steps of each capability's tables were applied. */
export type EngineVersions = ReadonlyMap<string, number>;

/** The table of the versions of engine tables. */
export const VERSIONS_TABLE = "aegis_versions";

/** Creates it where it is missing, on every engine. */
export const CREATE_VERSIONS_TABLE = `CREATE TABLE IF NOT EXISTS ${VERSIONS_TABLE} (capability text PRIMARY KEY, version integer NOT NULL)`;

/** The record of applied migrations of one database, in Drizzle's own table, so that its tools understand it too. */
export interface MigrationStore {
  /** The name of the application, whose command the hints of errors name. */
  readonly application: string;
  /** Oldest first; empty where none was ever applied. Changes nothing. */
  applied(): Promise<AppliedMigration[]>;
  /** Empty where none was ever applied. Changes nothing. */
  versions(): Promise<EngineVersions>;
  /** For the SQL of engine tables. */
  readonly types: ColumnTypes;
  /** Runs `work` in one transaction while no other process migrates, after waiting for the lock. */
  locked<Result>(work: (session: MigrationSession) => Promise<Result>): Promise<Result>;
}
