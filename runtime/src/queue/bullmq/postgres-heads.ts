import { DEFAULT_SCHEMA, type PgPool } from "bullmq";
import { headOf } from "../bullmq/pages.ts";
import type { TaskHead } from "../engine.ts";

const SELECT_HEADS = `SELECT id, name, added_at_ms, finished_at_ms FROM ${DEFAULT_SCHEMA}.job WHERE queue = $1 AND id = ANY($2)`;

interface Row {
  id: string;
  name: string;
  added_at_ms: string;
  finished_at_ms: string | null;
}

/** The heads of these tasks, in their order, from a PostgreSQL database. */
export async function readHeads(
  pool: Pick<PgPool, "query">,
  queue: string,
  ids: readonly string[],
): Promise<TaskHead[]> {
  const { rows } = await pool.query<Row>(SELECT_HEADS, [queue, ids]);
  const heads = new Map(
    rows.map((row) => [row.id, headOf(row.id, row.name, row.added_at_ms, row.finished_at_ms)]),
  );
  return ids.flatMap((id) => heads.get(id) ?? []);
}
