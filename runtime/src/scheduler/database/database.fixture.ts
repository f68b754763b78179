import type { SQL } from "drizzle-orm";
import { createFreshPostgres, createFreshSqlite } from "../../database/fresh-database.fixture.ts";
import type { Database } from "../../database/index.ts";
import { jobTables } from "../engine-tables/index.ts";
import type { JobStore } from "../job-store.ts";
import { createDatabaseJobStore } from "./database-store.ts";

/** A database with the tables of the jobs and without a row, for one test. */
export interface JobDatabase extends Pick<Database<object>, "portable"> {
  open(time?: () => Promise<number>): JobStore;
  execute(statement: SQL): Promise<unknown>;
}

const opener = (database: Database<object>) => (time?: () => Promise<number>) =>
  createDatabaseJobStore({ database, ...(time && { time }) });

/** In a SQLite file. */
export async function createSqliteDatabase(): Promise<JobDatabase> {
  const database = await createFreshSqlite([], [jobTables]);
  const execute = async (statement: SQL) => database.db.run(statement);
  return { portable: database.portable, open: opener(database), execute };
}

/** On the server that the tests share. */
export async function createPostgresDatabase(): Promise<JobDatabase> {
  const database = await createFreshPostgres([], [jobTables]);
  const execute = async (statement: SQL) => database.db.execute(statement);
  return { portable: database.portable, open: opener(database), execute };
}
