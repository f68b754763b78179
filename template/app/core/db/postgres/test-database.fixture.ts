import { createHash, randomBytes } from "node:crypto";
import { AppError } from "@aegis-stack/runtime/errors";
import pg from "pg";
import { APP_NAME } from "#app/core/constants.ts";
import type { TestDatabase } from "../fresh-database.fixture.ts";
import type { Migration } from "../migrations/read.ts";

// Names end after 63 bytes.
const PREFIX = `${APP_NAME.slice(0, 20)}-test-`;

/** Databases that are dropped together: each needs a connection. */
const AT_ONCE = 10;

/** Held while the database that others are copies of is made. */
const LOCK = 7_316_041_902;

/** What the databases of this run are called, each with something behind it. */
export const runPrefix = (): string => `${PREFIX}${process.env.TEST_DATABASE_RUN}-`;

/** The server that test-server.ts found or started; undefined where there is none. */
export const testServer = (): string | undefined => process.env.TEST_DATABASE_SERVER;

interface Copies {
  /** What the schema of each is. */
  schema: string;
  /** Those that a test of this process is done with, emptied. */
  free: string[];
}

/** By the name of what they are copies of. */
const copies = new Map<string, Copies>();

/**
 * A database of its own for one test: one that another test is done with and whose schema is as it was, else a copy
 * of one that was migrated once. To copy and to drop takes the server 50 ms, and a second where its disk is busy.
 */
export async function createTestDatabase(migrations: readonly Migration[]): Promise<TestDatabase> {
  const template = templateOf(migrations);
  const name = copies.get(template)?.free.pop() ?? (await copyOf(template, migrations));
  if (!copies.has(template))
    copies.set(template, { schema: await asAdministrator(schemaOf, name), free: [] });
  return { url: addressOf(name), drop: () => giveBack(name, copies.get(template)) };
}

async function copyOf(template: string, migrations: readonly Migration[]): Promise<string> {
  const name = `${runPrefix()}${randomBytes(6).toString("hex")}`;
  await asAdministrator(async (client) => {
    await makeOnce(client, template, migrations);
    await client.query(`CREATE DATABASE "${name}" TEMPLATE "${template}"`);
  });
  return name;
}

/** One that a test has changed the schema of, or that somebody still works with, goes only when the run ends. */
async function giveBack(name: string, to: Copies | undefined): Promise<void> {
  const isAsItWas = await asAdministrator(async (client) => {
    if ((await schemaOf(client)) !== to?.schema) return false;
    await client.query(EMPTY);
    return true;
  }, name).catch(() => false);
  if (isAsItWas) to?.free.push(name);
}

/** Deletes every row but those that remember migrations. Nobody would miss them after a crash. */
const EMPTY = `
SET synchronous_commit = off;
DO $$ DECLARE names text; BEGIN
  SELECT string_agg(quote_ident(tablename), ', ') INTO names FROM pg_tables WHERE schemaname = current_schema();
  IF names IS NOT NULL THEN EXECUTE 'TRUNCATE ' || names || ' RESTART IDENTITY CASCADE'; END IF;
END $$;`;

const COLUMNS = `
SELECT string_agg(concat_ws(' ', table_schema, table_name, column_name, data_type), ',' ORDER BY 1) AS columns,
  (SELECT string_agg(indexdef, ',' ORDER BY indexdef) FROM pg_indexes WHERE schemaname = current_schema()) AS indexes,
  (SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend') AS others,
  to_regclass('drizzle.__drizzle_migrations') IS NOT NULL AS "isMigrated"
FROM information_schema.columns WHERE table_schema NOT IN ('pg_catalog', 'information_schema')`;

/** Tables, columns, indexes, migrations and how many others are there, as a text to compare. */
async function schemaOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ isMigrated: boolean }>(COLUMNS);
  const applied = rows[0]?.isMigrated
    ? await client.query("SELECT hash FROM drizzle.__drizzle_migrations ORDER BY hash")
    : undefined;
  return JSON.stringify([rows, applied?.rows]);
}

function templateOf(migrations: readonly Migration[]): string {
  const hash = createHash("sha256").update(JSON.stringify(migrations)).digest("hex").slice(0, 12);
  return `${runPrefix()}${hash}`;
}

async function makeOnce(client: pg.Client, name: string, migrations: readonly Migration[]): Promise<void> {
  if (await exists(client, name)) return;
  await client.query("SELECT pg_advisory_lock($1)", [LOCK]);
  try {
    if (!(await exists(client, name))) await makeTemplate(client, name, migrations);
  } finally {
    await client.query("SELECT pg_advisory_unlock($1)", [LOCK]);
  }
}

async function makeTemplate(
  client: pg.Client,
  name: string,
  migrations: readonly Migration[],
): Promise<void> {
  const [{ createEngine }, { migrate }] = await Promise.all([
    import("./engine.ts"),
    import("../migrations/migrate.ts"),
  ]);
  const draft = `${name}-draft`;
  await client.query(`DROP DATABASE IF EXISTS "${draft}" WITH (FORCE)`);
  await client.query(`CREATE DATABASE "${draft}"`);
  const settings = { DATABASE_URL: addressOf(draft), DATABASE_POOL_SIZE: 2, BACKUPS_KEPT: 1 };
  const engine = createEngine({ settings, backups: "" });
  await migrate(engine.migrations, migrations);
  await engine.close();
  await client.query(`ALTER DATABASE "${draft}" RENAME TO "${name}"`);
}

const exists = async (client: pg.Client, name: string) =>
  (await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name])).rowCount === 1;

/** Drops whatever databases tests of this run left behind. */
export async function dropAll(): Promise<void> {
  await asAdministrator(async (client) => {
    const { rows } = await client.query<{ name: string }>(
      "SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1)",
      [runPrefix()],
    );
    // All at once, since the server writes a checkpoint for each that it is told of alone.
    const drop = (name: string) =>
      asAdministrator((one) => one.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`));
    for (let first = 0; first < rows.length; first += AT_ONCE) {
      await Promise.all(rows.slice(first, first + AT_ONCE).map(({ name }) => drop(name)));
    }
  });
}

async function asAdministrator<Result>(
  work: (client: pg.Client) => Promise<Result>,
  name = "postgres",
): Promise<Result> {
  const client = new pg.Client({ connectionString: addressOf(name), connectionTimeoutMillis: 60_000 });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function addressOf(name: string): string {
  const server = testServer();
  if (server === undefined) {
    throw new AppError({
      code: "test.no-server",
      kind: "unavailable",
      what: "These tests need a PostgreSQL server, and there is none.",
      todo: "Set DATABASE_URL to one, start one on 127.0.0.1:5432, or install one for the tests to start.",
    });
  }
  const url = new URL(server);
  url.pathname = name;
  return url.href;
}
