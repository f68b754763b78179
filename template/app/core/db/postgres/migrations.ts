import type pg from "pg";
import type { AppliedMigration, MigrationSession, MigrationStore } from "../migrations/store.ts";
import type { Connections } from "./connections.ts";
import { explained } from "./errors.ts";

const TABLE = "drizzle.__drizzle_migrations";

/** Any number will do, as long as nobody else of this database takes the same. */
const LOCK = 7_316_041_901;

/** How long to wait for another process that migrates, and for each table that others use. */
const MIGRATION_PATIENCE = "60s";

type Query = <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>;

async function appliedIn(query: Query): Promise<AppliedMigration[]> {
  // Not to_regclass: within a transaction it may still not see what another one, waited for, has just made.
  const known = await query("SELECT FROM pg_tables WHERE schemaname || '.' || tablename = $1", [TABLE]);
  if (known.length === 0) return [];
  const rows = await query<{ hash: string; created_at: string }>(
    `SELECT hash, created_at FROM ${TABLE} ORDER BY created_at`,
  );
  return rows.map(({ hash, created_at }) => ({ hash, generatedAt: Number(created_at) }));
}

/** What was applied to one database, and the way to apply more. */
export function migrationStore(connections: Connections): MigrationStore {
  return {
    applied: () => appliedIn((text, values) => connections.query(text, values)),
    async locked(work) {
      const client = await connections.take();
      let broken = false;
      try {
        await client.query("BEGIN");
        await client.query(`SET LOCAL lock_timeout = '${MIGRATION_PATIENCE}'`);
        // Held until the transaction ends, however it ends: no pool in between can orphan it.
        await client.query("SELECT pg_advisory_xact_lock($1)", [LOCK]);
        const result = await work(session(client));
        await client.query("COMMIT");
        return result;
      } catch (error) {
        await client.query("ROLLBACK").catch(() => {
          broken = true;
        });
        throw explained(error, connections.place);
      } finally {
        client.release(broken);
      }
    },
  };
}

function session(client: pg.PoolClient): MigrationSession {
  return {
    applied: () => appliedIn(async (text, values) => (await client.query(text, values)).rows),
    run: async (statement) => void (await client.query(statement)),
    async remember({ hash, generatedAt }) {
      await client.query("CREATE SCHEMA IF NOT EXISTS drizzle");
      await client.query(
        `CREATE TABLE IF NOT EXISTS ${TABLE} (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at bigint)`,
      );
      await client.query(`INSERT INTO ${TABLE} (hash, created_at) VALUES ($1, $2)`, [hash, generatedAt]);
    },
  };
}
