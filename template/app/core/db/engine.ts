import type { Backups } from "./backups/backups.ts";
import type { MigrationStore } from "./migrations/store.ts";

/** What the engine tells of itself, for health, Overseer and the command line. */
export interface EngineFacts {
  /** Name and version, as people write them. */
  engine: string;
  /** Where the data lies, without any password. */
  place: string;
  /** What a query takes there and back, in milliseconds. */
  latency: number;
  /** What the data takes, in bytes. */
  size: number;
  /** What has been written and not yet been merged into the data, in bytes; null where there is no such thing. */
  logSize: number | null;
  /** Connections in the pool; null where there is none. */
  pool: PoolFacts | null;
}

export interface PoolFacts {
  /** The most there may be. */
  limit: number;
  open: number;
  idle: number;
  /** Queries that wait for a connection. */
  waiting: number;
  /** How long the one that waits longest has waited, in milliseconds. */
  longestWait: number;
}

export interface TableFacts {
  name: string;
  /** How many rows it has, counted up to the limit that was asked for. */
  rows: number;
  /** Whether there are more rows than were counted. */
  more: boolean;
}

/** A table that was carried over whole. */
export interface CopiedTable {
  name: string;
  rows: number;
  /** Of all its rows, the same on both sides. */
  checksum: string;
}

/** One database and everything that can be done with it as a whole. Each dialect makes one of these. */
export interface Engine<Database> {
  /** For queries, and for `transaction`. Connects by itself. */
  readonly db: Database;
  readonly migrations: MigrationStore;
  readonly backups: Backups;
  /**
   * Makes sure that it can be reached and read.
   *
   * @throws AppError `database.*` with what is wrong
   */
  open(): Promise<void>;
  /** Makes an empty database where the engine has none yet. */
  create(): Promise<void>;
  /** Lets go of every connection; the next query opens them again. */
  close(): Promise<void>;
  facts(): Promise<EngineFacts>;
  /** The application's tables by name. @param limit where counting their rows ends */
  tables(limit: number): Promise<TableFacts[]>;
  /** Drops every table, and what is known of migrations with them. There is no way back but a backup. */
  empty(): Promise<void>;
  /**
   * Takes over all data of an embedded database's file, all or nothing. Only engines have it that one moves on to.
   *
   * @param file an absolute path; it is only read
   */
  copyFrom?(file: string): Promise<CopiedTable[]>;
  /** Whether an error, or what caused it, is that a unique value was there already. */
  isConflict(error: unknown): boolean;
}
