import { randomBytes } from "node:crypto";
import pg from "pg";
import type { EngineTables, Migration } from "../../database/index.ts";
import { AppError } from "../../errors/index.ts";
import { hashSchema, type TestDatabase } from "../test-database.ts";

const NAME_PREFIX = "aegis-test-";

/** How many databases are dropped together: each needs a connection. */
const CONCURRENT_DROPS = 10;

/** The advisory lock for the creation of the database that others are copies of. */
const TEMPLATE_LOCK_ID = 7_316_041_902;

/** The beginning of the names of all databases of this run. */
const getRunPrefix = (): string => `${NAME_PREFIX}${process.env.TEST_DATABASE_RUN}-`;

/** The address of the server for tests, which `setUpTestRun` found or started; undefined where there is none. */
export const getTestServer = (): string | undefined => process.env.TEST_DATABASE_SERVER;

interface Copies {
  /** The schema of each, as a text to compare. */
  schema: string;
  /** Those that a test of this process has returned, emptied. */
  free: string[];
}

/** By the name of the template. */
const copies = new Map<string, Copies>();

/**
 * Creates a database for one test: one that another test has returned with an unchanged schema, otherwise a copy of one that
 * was migrated once. To copy and to drop takes the server 50 ms, and a second where its disk is busy.
 *
 * @throws AppError `test.no-server`
 */
export async function createTestDatabase(
  migrations: readonly Migration[],
  engineTables: readonly EngineTables[] = [],
): Promise<TestDatabase> {
  const schema = { migrations, engineTables };
  const template = `${getRunPrefix()}${hashSchema(migrations, engineTables)}`;
  const name = copies.get(template)?.free.pop() ?? (await copyTemplate(template, schema));
  if (!copies.has(template))
    copies.set(template, { schema: await asAdministrator(readSchema, name), free: [] });
  return { url: getAddress(name), drop: () => returnDatabase(name, copies.get(template)) };
}

/** What a database is migrated with. */
interface Schema {
  readonly migrations: readonly Migration[];
  readonly engineTables: readonly EngineTables[];
}

async function copyTemplate(template: string, schema: Schema): Promise<string> {
  const name = `${getRunPrefix()}${randomBytes(6).toString("hex")}`;
  await asAdministrator(async (client) => {
    await createTemplateOnce(client, template, schema);
    await client.query(`CREATE DATABASE "${name}" TEMPLATE "${template}"`);
  });
  return name;
}

/** A database whose schema a test has changed, or that still has connections, is dropped at the end of the run. */
async function returnDatabase(name: string, to: Copies | undefined): Promise<void> {
  const isAsItWas = await asAdministrator(async (client) => {
    if ((await readSchema(client)) !== to?.schema) return false;
    await client.query(DELETE_ROWS);
    return true;
  }, name).catch(() => false);
  if (isAsItWas) to?.free.push(name);
}

/** Deletes every row except the records of migrations. After a crash of the server they need not come back. */
const DELETE_ROWS = `
SET synchronous_commit = off;
DO $$ DECLARE names text; BEGIN
  SELECT string_agg(quote_ident(tablename), ', ') INTO names FROM pg_tables
    WHERE schemaname = current_schema() AND tablename <> 'aegis_versions';
  IF names IS NOT NULL THEN EXECUTE 'TRUNCATE ' || names || ' RESTART IDENTITY CASCADE'; END IF;
END $$;`;

const DESCRIBE_SCHEMA = `
SELECT string_agg(concat_ws(' ', table_schema, table_name, column_name, data_type), ',' ORDER BY 1) AS columns,
  (SELECT string_agg(indexdef, ',' ORDER BY indexdef) FROM pg_indexes WHERE schemaname = current_schema()) AS indexes,
  (SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend') AS others,
  to_regclass('drizzle.__drizzle_migrations') IS NOT NULL AS "isMigrated"
FROM information_schema.columns WHERE table_schema NOT IN ('pg_catalog', 'information_schema')`;

/** Tables, columns, indexes, migrations and the number of other connections, as a text to compare. */
async function readSchema(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ isMigrated: boolean }>(DESCRIBE_SCHEMA);
  const applied = rows[0]?.isMigrated
    ? await client.query("SELECT hash FROM drizzle.__drizzle_migrations ORDER BY hash")
    : undefined;
  return JSON.stringify([rows, applied?.rows]);
}

async function createTemplateOnce(client: pg.Client, name: string, schema: Schema): Promise<void> {
  if (await exists(client, name)) return;
  await client.query("SELECT pg_advisory_lock($1)", [TEMPLATE_LOCK_ID]);
  try {
    if (!(await exists(client, name))) await createTemplate(client, name, schema);
  } finally {
    await client.query("SELECT pg_advisory_unlock($1)", [TEMPLATE_LOCK_ID]);
  }
}

async function createTemplate(
  client: pg.Client,
  name: string,
  { migrations, engineTables }: Schema,
): Promise<void> {
  const [{ createPostgresEngine }, { migrate }, { pino }] = await Promise.all([
    import("../../database/postgres/index.ts"),
    import("../../database/index.ts"),
    import("pino"),
  ]);
  const draft = `${name}-draft`;
  await client.query(`DROP DATABASE IF EXISTS "${draft}" WITH (FORCE)`);
  await client.query(`CREATE DATABASE "${draft}"`);
  const engine = createPostgresEngine({
    url: getAddress(draft),
    poolSize: 2,
    backupsFolder: "",
    backupsKept: 1,
    application: "test",
    log: pino({ enabled: false }),
  });
  await migrate(engine.migrations, migrations, engineTables);
  await engine.close();
  await client.query(`ALTER DATABASE "${draft}" RENAME TO "${name}"`);
}

const exists = async (client: pg.Client, name: string) =>
  (await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name])).rowCount === 1;

/** Drops every database of this run. */
export async function dropTestDatabases(): Promise<void> {
  await asAdministrator(async (client) => {
    const { rows } = await client.query<{ name: string }>(
      "SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1)",
      [getRunPrefix()],
    );
    // Concurrently, since the server writes a checkpoint for each that it drops alone.
    const drop = (name: string) =>
      asAdministrator((one) => one.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`));
    for (let first = 0; first < rows.length; first += CONCURRENT_DROPS) {
      await Promise.all(rows.slice(first, first + CONCURRENT_DROPS).map(({ name }) => drop(name)));
    }
  });
}

async function asAdministrator<Result>(
  work: (client: pg.Client) => Promise<Result>,
  name = "postgres",
): Promise<Result> {
  const client = new pg.Client({ connectionString: getAddress(name), connectionTimeoutMillis: 60_000 });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function getAddress(name: string): string {
  const server = getTestServer();
  if (server === undefined) {
    throw new AppError({
      code: "test.no-server",
      category: "unavailable",
      message: "These tests need a PostgreSQL server, and there is none.",
      hint: "Set DATABASE_URL to one, start one on 127.0.0.1:5432, or install one for the tests to start.",
    });
  }
  const url = new URL(server);
  url.pathname = name;
  return url.href;
}
