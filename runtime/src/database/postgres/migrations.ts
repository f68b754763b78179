import type pg from "pg";
import { AppError } from "../../errors/index.ts";
import { getErrorCode } from "../../postgres/index.ts";
import {
  type AppliedMigration,
  CREATE_VERSIONS_TABLE,
  type EngineVersions,
  type MigrationSession,
  type MigrationStore,
  VERSIONS_TABLE,
} from "../migrations/store.ts";
import type { PostgresConnections } from "./connections.ts";
import { explainPostgresError, type PostgresPlace } from "./errors.ts";
import { withoutPublic } from "./without-public.ts";

/** The table of applied migrations, which has the name that Drizzle gives it. */
export const MIGRATIONS_TABLE = "__drizzle_migrations";

/** The advisory lock of those who migrate. Any number works that no other application on this database uses. */
const MIGRATION_LOCK_ID = 7_316_041_901;

/** How long to wait for another process that migrates, and for each table that others use. */
const LOCK_TIMEOUT = "60s";

/**
 * The schema of the table of migrations: one of its own, as in drizzle-kit, for an application in `public`; otherwise the
 * application's schema, so that two applications in one database do not share the table.
 */
const MIGRATIONS_SCHEMA = "CASE current_schema() WHEN 'public' THEN 'drizzle' ELSE current_schema() END";

type Query = <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>;

async function readApplied(query: Query): Promise<AppliedMigration[]> {
  // Not to_regclass: within a transaction it may not see a table that another transaction has just created.
  const [known] = await query<{ name: string }>(
    `SELECT quote_ident(schemaname) || '.' || tablename AS name FROM pg_tables WHERE tablename = $1 AND schemaname = ${MIGRATIONS_SCHEMA}`,
    [MIGRATIONS_TABLE],
  );
  if (known === undefined) return [];
  const rows = await query<{ hash: string; created_at: string }>(
    `SELECT hash, created_at FROM ${known.name} ORDER BY created_at`,
  );
  return rows.map(({ hash, created_at }) => ({ hash, generatedAt: Number(created_at) }));
}

async function readVersions(query: Query): Promise<EngineVersions> {
  const known = await query("SELECT FROM pg_tables WHERE tablename = $1 AND schemaname = current_schema()", [
    VERSIONS_TABLE,
  ]);
  if (known.length === 0) return new Map();
  const rows = await query<{ capability: string; version: number }>(
    `SELECT capability, version FROM ${VERSIONS_TABLE}`,
  );
  return new Map(rows.map(({ capability, version }) => [capability, version]));
}

/** Creates the record of the migrations of one database. */
export function createPostgresMigrationStore(connections: PostgresConnections): MigrationStore {
  return {
    application: connections.application,
    types: { timestamp: "timestamptz(3)", json: "jsonb", integer: "bigint" },
    applied: () => readApplied((text, values) => connections.query(text, values)),
    versions: () => readVersions((text, values) => connections.query(text, values)),
    async locked(work) {
      const client = await connections.take();
      let failure: unknown;
      try {
        await client.query("BEGIN");
        await client.query(`SET LOCAL lock_timeout = '${LOCK_TIMEOUT}'`);
        // A migration may take long; the limit of an address or a role is meant for queries.
        await client.query("SET LOCAL statement_timeout = 0");
        const schema = await currentSchema(client, connections.place);
        // Held until the end of the transaction: no pooler in between can orphan it.
        await client.query("SELECT pg_advisory_xact_lock($1)", [MIGRATION_LOCK_ID]);
        const result = await work(createSession(client, schema, connections));
        await client.query("COMMIT");
        return result;
      } catch (error) {
        failure = error;
        await client.query("ROLLBACK").catch(() => {
          failure = true;
        });
        throw explainPostgresError(error, connections);
      } finally {
        connections.release(client, failure);
      }
    },
  };
}

/** @throws AppError `database.no-schema` when the search path names none that exists */
async function currentSchema(client: pg.PoolClient, place: string): Promise<string> {
  const { rows } = await client.query<{ schema: string | null; path: string }>(
    "SELECT current_schema() AS schema, current_setting('search_path') AS path",
  );
  const [found] = rows;
  if (found?.schema) return found.schema;
  throw new AppError({
    code: "database.no-schema",
    category: "unavailable",
    message: `No schema of the search path at ${place} exists or may be used: ${found?.path}.`,
    hint: "Create it (CREATE SCHEMA …) and let the user use it, or correct the search_path of the address or of the user.",
  });
}

function createSession(client: pg.PoolClient, schema: string, place: PostgresPlace): MigrationSession {
  const query: Query = async (text, values) => (await client.query(text, values)).rows;
  return {
    applied: () => readApplied(query),
    versions: () => readVersions(query),
    async setVersion(capability, version) {
      await client.query(CREATE_VERSIONS_TABLE);
      await client.query(
        `INSERT INTO ${VERSIONS_TABLE} (capability, version) VALUES ($1, $2) ON CONFLICT (capability) DO UPDATE SET version = excluded.version`,
        [capability, version],
      );
    },
    async run(statement) {
      try {
        await client.query(schema === "public" ? statement : withoutPublic(statement));
      } catch (error) {
        throw isOfStatement(error) ? error : explainPostgresError(error, place);
      }
    },
    async remember({ hash, generatedAt }) {
      const home = schema === "public" ? "drizzle" : client.escapeIdentifier(schema);
      const table = `${home}.${MIGRATIONS_TABLE}`;
      // Only where it is missing: the server requires the right to create one even where it exists.
      if (schema === "public" && !(await hasSchema(client, home))) {
        await client.query(`CREATE SCHEMA IF NOT EXISTS ${home}`);
      }
      await client.query(
        `CREATE TABLE IF NOT EXISTS ${table} (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at bigint)`,
      );
      await client.query(`INSERT INTO ${table} (hash, created_at) VALUES ($1, $2)`, [hash, generatedAt]);
    },
  };
}

/** A table or a column that a migration expects and that does not exist is the migration's own fault. */
const isOfStatement = (error: unknown) => ["42P01", "42703"].includes(getErrorCode(error));

const hasSchema = async (client: pg.PoolClient, name: string) =>
  (await client.query("SELECT FROM pg_namespace WHERE nspname = $1", [name])).rowCount === 1;
