import { AppError } from "@aegis-stack/runtime/errors";
import type pg from "pg";
import type { AppliedMigration, MigrationSession, MigrationStore } from "../migrations/store.ts";
import type { Connections } from "./connections.ts";
import { codeOf } from "./error-code.ts";
import { explained } from "./errors.ts";
import { withoutPublic } from "./without-public.ts";

export const MIGRATIONS_TABLE = "__drizzle_migrations";

/** Any number will do, as long as no other user of this database takes the same. */
const LOCK = 7_316_041_901;

/** How long to wait for another process that migrates, and for each table that others use. */
const LOCK_TIMEOUT = "60s";

/**
 * Where the table of migrations is. In a schema of its own, as drizzle-kit has it, for an application in `public`;
 * otherwise in the application's schema, so that two applications of one database do not share it.
 */
export const MIGRATIONS_SCHEMA =
  "CASE current_schema() WHEN 'public' THEN 'drizzle' ELSE current_schema() END";

type Query = <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>;

async function appliedIn(query: Query): Promise<AppliedMigration[]> {
  // Not to_regclass: within a transaction it may still not see what another one, waited for, has just made.
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

/** What was applied to one database, and the way to apply more. */
export function migrationStore(connections: Connections): MigrationStore {
  return {
    applied: () => appliedIn((text, values) => connections.query(text, values)),
    async locked(work) {
      const client = await connections.take();
      let failure: unknown;
      try {
        await client.query("BEGIN");
        await client.query(`SET LOCAL lock_timeout = '${LOCK_TIMEOUT}'`);
        // A migration may take its time; the limit of an address or a role is meant for queries.
        await client.query("SET LOCAL statement_timeout = 0");
        const schema = await currentSchema(client, connections.place);
        // Held until the transaction ends, however it ends: no pool in between can orphan it.
        await client.query("SELECT pg_advisory_xact_lock($1)", [LOCK]);
        const result = await work(session(client, schema, connections.place));
        await client.query("COMMIT");
        return result;
      } catch (error) {
        failure = error;
        await client.query("ROLLBACK").catch(() => {
          failure = true;
        });
        throw explained(error, connections.place);
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
    kind: "unavailable",
    what: `No schema of the search path at ${place} exists or may be used: ${found?.path}.`,
    todo: "Create it (CREATE SCHEMA …) and let the user use it, or correct the search_path of the address or of the user.",
  });
}

function session(client: pg.PoolClient, schema: string, place: string): MigrationSession {
  return {
    applied: () => appliedIn(async (text, values) => (await client.query(text, values)).rows),
    async run(statement) {
      try {
        await client.query(schema === "public" ? statement : withoutPublic(statement));
      } catch (error) {
        throw isOfStatement(error) ? error : explained(error, place);
      }
    },
    async remember({ hash, generatedAt }) {
      const home = schema === "public" ? "drizzle" : client.escapeIdentifier(schema);
      const table = `${home}.${MIGRATIONS_TABLE}`;
      // Only where it is missing: the right to make one is asked for even where there is one.
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

/** What a migration expects and does not find is the migration's own fault. */
const isOfStatement = (error: unknown) => ["42P01", "42703"].includes(codeOf(error));

const hasSchema = async (client: pg.PoolClient, name: string) =>
  (await client.query("SELECT FROM pg_namespace WHERE nspname = $1", [name])).rowCount === 1;
