import { z } from "zod";

/** A backup that was verified when it was taken. */
export const backupReport = z
  .object({
    name: z.string(),
    /** ISO 8601. */
    takenAt: z.string(),
    /** Bytes. */
    size: z.number(),
    /** Taken automatically before a restore, of the data that the restore replaced. */
    beforeRestore: z.boolean(),
  })
  .meta({ id: "Backup" });
/** A backup that was verified when it was taken. */
export type BackupReport = z.infer<typeof backupReport>;

const poolReport = z.object({
  limit: z.number(),
  open: z.number(),
  idle: z.number(),
  /** Queries that wait for a connection. */
  waiting: z.number(),
  /** For how long the first in the queue has waited, in milliseconds. */
  longestWait: z.number(),
});

/** The schema of the database compared with the one that this code expects. Migrations have the names of their files. */
export const schemaReport = z.object({
  applied: z.array(z.string()),
  pending: z.array(z.string()),
  /** Edited after they were applied. */
  changed: z.array(z.string()),
  /** How many were applied that this code does not have: the database is newer. */
  unknown: z.number(),
  /** Whether there are tables and no migration that creates them. */
  ungenerated: z.boolean(),
});
/** The schema of the database compared with the one that this code expects. */
export type SchemaReport = z.infer<typeof schemaReport>;

/** The state of the database, as the API and `db status --json` report it. */
export const databaseReport = z
  .object({
    engine: z.string(),
    /** Where the data is, without a password. */
    place: z.string(),
    /** Milliseconds. */
    latency: z.number(),
    /** Bytes. */
    size: z.number(),
    /** The size of the log that is not merged into the data yet, in bytes; null where there is none. */
    logSize: z.number().nullable(),
    /** Null where there is none. */
    pool: poolReport.nullable(),
    tables: z.array(
      z.object({
        name: z.string(),
        rows: z.number(),
        /** Whether there are more rows than were counted. */
        more: z.boolean(),
      }),
    ),
    /** When the rows were counted, in ISO 8601; the count is repeated after a while. */
    countedAt: z.string(),
    migrations: schemaReport,
    lastBackup: backupReport.nullable(),
  })
  .meta({ id: "DatabaseStatus" });
/** The state of the database. */
export type DatabaseReport = z.infer<typeof databaseReport>;
