import { z } from "zod";

/** A backup that was verified when it was taken. */
export const backupFacts = z
  .object({
    name: z.string(),
    /** ISO 8601. */
    takenAt: z.string(),
    /** Bytes. */
    size: z.number(),
    /** Taken by itself before a restore, of what the restore replaced. */
    beforeRestore: z.boolean(),
  })
  .meta({ id: "Backup" });
export type BackupFacts = z.infer<typeof backupFacts>;

const poolFacts = z.object({
  limit: z.number(),
  open: z.number(),
  idle: z.number(),
  /** Queries that wait for a connection. */
  waiting: z.number(),
  /** How long the one that waits longest has waited, in milliseconds. */
  longestWait: z.number(),
});

/** How the schema of the database stands to what this code expects. Names are those of the files. */
export const schemaStatus = z.object({
  applied: z.array(z.string()),
  pending: z.array(z.string()),
  /** Edited after they were applied. */
  changed: z.array(z.string()),
  /** How many were applied that this code does not know: the database is newer. */
  unknown: z.number(),
  /** Whether there are tables and not one migration that would make them. */
  ungenerated: z.boolean(),
});
export type SchemaStatus = z.infer<typeof schemaStatus>;

export const databaseStatus = z
  .object({
    engine: z.string(),
    /** Where the data lies, without a password. */
    place: z.string(),
    /** Milliseconds. */
    latency: z.number(),
    /** Bytes. */
    size: z.number(),
    /** What was written and is not merged into the data yet, in bytes; null where there is no such thing. */
    logSize: z.number().nullable(),
    /** Null where there is none. */
    pool: poolFacts.nullable(),
    tables: z.array(
      z.object({
        name: z.string(),
        rows: z.number(),
        /** Whether there are more rows than were counted. */
        more: z.boolean(),
      }),
    ),
    /** When the rows were counted, in ISO 8601: it is done again after a while. */
    countedAt: z.string(),
    migrations: schemaStatus,
    lastBackup: backupFacts.nullable(),
  })
  .meta({ id: "DatabaseStatus" });
export type DatabaseStatus = z.infer<typeof databaseStatus>;
