import type { Backups } from "./backups/backups.ts";
import type { MigrationStore } from "./migrations/store.ts";

/** Facts about an engine and its data. */
export interface EngineFacts {
  /** Name and version, as a person reads them: "PostgreSQL 17.2". */
  readonly engine: string;
  /** Where the data is, without a password. */
  readonly place: string;
  /** The round trip of a query, in milliseconds. */
  readonly latency: number;
  /** The size of the data, in bytes. */
  readonly size: number;
  /** The size of the write-ahead log that has not been merged into the data, in bytes; null where there is none. */
  readonly logSize: number | null;
  /** Connections in the pool; null where there is none. */
  readonly pool: PoolFacts | null;
}

/** How far a pool of connections is used. */
export interface PoolFacts {
  /** The maximum number of connections. */
  readonly limit: number;
  readonly open: number;
  readonly idle: number;
  /** Queries that wait for a connection. */
  readonly waiting: number;
  /** For how long the first in the queue has waited, in milliseconds. */
  readonly longestWait: number;
}

/** One table with its number of rows. */
export interface TableFacts {
  readonly name: string;
  /** The number of rows, counted up to the limit of the caller. */
  readonly rows: number;
  /** Whether there are more rows than were counted. */
  readonly more: boolean;
}

/** A table all of whose rows were copied. */
export interface CopiedTable {
  readonly name: string;
  readonly rows: number;
  /** Of all its rows, the same on both sides. */
  readonly checksum: string;
}

/** One database with all operations on it as a whole. Each dialect has an implementation. */
export interface DatabaseEngine<Db extends object> {
  /** For queries, and for `transaction`. It connects on first use. */
  readonly db: Db;
  /** Where the data is, without a password: applications with the same place share the data. */
  readonly place: string;
  readonly migrations: MigrationStore;
  readonly backups: Backups;
  /**
   * Checks that the database can be reached and read.
   *
   * @throws AppError `database.*` with the reason
   */
  open(): Promise<void>;
  /** Creates an empty database where the engine has none yet. */
  create(): Promise<void>;
  /** Closes every connection; the next query opens them again. */
  close(): Promise<void>;
  /** Reads the facts, by one or two queries. */
  facts(): Promise<EngineFacts>;
  /** The application's tables by name. @param limit where counting their rows ends */
  tables(limit: number): Promise<TableFacts[]>;
  /** Drops every table and the record of applied migrations. Only a backup brings them back. */
  empty(): Promise<void>;
  /**
   * Copies all data of a SQLite file into this database, all or nothing. Absent in an engine that is only copied from.
   *
   * @param file an absolute path; the file is only read
   * @throws AppError `copy.*`, and nothing was written
   */
  copyFrom?(file: string): Promise<CopiedTable[]>;
  /** Whether an error, or one of its causes, is a violation of a unique index or a primary key. */
  isConflict(error: unknown): boolean;
}

/** The error with its causes, from the outermost to the innermost. */
export function listCauses(error: unknown): unknown[] {
  return error instanceof Error ? [error, ...listCauses(error.cause)] : [];
}
