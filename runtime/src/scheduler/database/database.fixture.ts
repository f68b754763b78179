import { randomBytes } from "node:crypto";
import Sqlite from "better-sqlite3";
import type { SQL } from "drizzle-orm";
import { drizzle as drizzleSqlite } from "drizzle-orm/better-sqlite3";
import { drizzle as drizzlePostgres } from "drizzle-orm/node-postgres";
import { bigint, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import pg from "pg";
import { onTestFinished } from "vitest";
import type { PortableDb } from "../../database/index.ts";
import { TEST_SERVER } from "../../postgres/test-server.fixture.ts";
import type { JobStore } from "../job-store.ts";
import { createDatabaseJobStore } from "./database-store.ts";
import { createSqliteJobTables } from "./tables.ts";

/** A database with the tables of the jobs and without a row, for one test. */
export interface JobDatabase {
  open(time?: () => Promise<number>): JobStore;
  execute(statement: SQL): Promise<unknown>;
  /** For what reads the clock of the database. */
  readonly db: PortableDb;
}

let lastId = 0;
/** In the order of creation, as an application's ids are. */
function newId(): string {
  lastId += 1;
  return String(lastId).padStart(12, "0");
}

const DDL = (time: string, json: string, integer: string) => `
CREATE TABLE scheduled_jobs (id text PRIMARY KEY, facts ${json} NOT NULL, last_tick ${time} NOT NULL, paused_at ${time},
  removed_at ${time}, last_run_id text);
CREATE TABLE job_runs (id text PRIMARY KEY, job_id text NOT NULL, tick ${time}, status text NOT NULL, "trigger" text NOT NULL,
  scheduled_for ${time} NOT NULL, started_at ${time}, finished_at ${time}, message text, ticks ${integer} NOT NULL,
  scheduler text, lease_until ${time});
CREATE UNIQUE INDEX job_runs_tick ON job_runs (job_id, tick);
CREATE TABLE schedulers (id text PRIMARY KEY, host text NOT NULL, pid ${integer} NOT NULL, started_at ${time} NOT NULL,
  seen_at ${time} NOT NULL, skew ${integer} NOT NULL);`;

/** One connection, on which transactions take turns as they do in an application. */
export async function createSqliteDatabase(): Promise<JobDatabase> {
  const connection = new Sqlite(":memory:");
  connection.exec(DDL("integer", "text", "integer"));
  onTestFinished(() => void connection.close());
  const queries = drizzleSqlite(connection, { casing: "snake_case" });
  const db = queries as unknown as PortableDb;
  let last: Promise<unknown> = Promise.resolve();
  const transaction = <Result>(work: (tx: PortableDb) => Promise<Result>): Promise<Result> => {
    const done = last.then(async () => {
      connection.exec("BEGIN IMMEDIATE");
      try {
        const result = await work(db);
        connection.exec("COMMIT");
        return result;
      } catch (error) {
        connection.exec("ROLLBACK");
        throw error;
      }
    });
    last = done.catch(() => {});
    return done;
  };
  const tables = createSqliteJobTables(newId);
  return {
    open: (time) => createDatabaseJobStore({ db, transaction, tables, ...(time && { time }) }),
    execute: async (statement) => queries.run(statement),
    db,
  };
}

const instant = () => timestamp({ withTimezone: true, precision: 3 });
const number = () => bigint({ mode: "number" });
const postgresTables = {
  scheduledJobs: pgTable("scheduled_jobs", {
    id: text().primaryKey(),
    facts: jsonb().notNull(),
    lastTick: instant().notNull(),
    pausedAt: instant(),
    removedAt: instant(),
    lastRunId: text(),
  }),
  jobRuns: pgTable("job_runs", {
    id: text().primaryKey().$defaultFn(newId),
    jobId: text().notNull(),
    tick: instant(),
    status: text().notNull(),
    trigger: text().notNull(),
    scheduledFor: instant().notNull(),
    startedAt: instant(),
    finishedAt: instant(),
    message: text(),
    ticks: number().notNull(),
    scheduler: text(),
    leaseUntil: instant(),
  }),
  schedulers: pgTable("schedulers", {
    id: text().primaryKey(),
    host: text().notNull(),
    pid: number().notNull(),
    startedAt: instant().notNull(),
    seenAt: instant().notNull(),
    skew: number().notNull(),
  }),
};

/** A schema of its own in the database that the tests share. */
export async function createPostgresDatabase(): Promise<JobDatabase> {
  const schema = `jobs_${randomBytes(6).toString("hex")}`;
  const pool = new pg.Pool({
    connectionString: TEST_SERVER,
    options: `-c search_path=${schema} -c synchronous_commit=off`,
  });
  await pool.query(`CREATE SCHEMA ${schema}; ${DDL("timestamptz(3)", "jsonb", "bigint")}`);
  onTestFinished(async () => {
    await pool.query(`DROP SCHEMA ${schema} CASCADE`);
    await pool.end();
  });
  const queries = drizzlePostgres(pool, { casing: "snake_case" });
  const db = queries as unknown as PortableDb;
  return {
    open: (time) =>
      createDatabaseJobStore({
        db,
        transaction: (work) => queries.transaction((tx) => work(tx as unknown as PortableDb)),
        tables: postgresTables,
        ...(time && { time }),
      }),
    execute: (statement) => queries.execute(statement),
    db,
  };
}
