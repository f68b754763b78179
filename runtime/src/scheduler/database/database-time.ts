import { sql } from "drizzle-orm";
import type { PortableDb } from "../../database/index.ts";

/**
 * The time of the database's clock, milliseconds since 1970. Schedulers on several machines measure their leases with
 * it, since their own clocks may differ. Some engines know whole seconds only.
 */
export async function readDatabaseTime(db: PortableDb): Promise<number> {
  const [row] = await db.select({ now: sql<unknown>`current_timestamp` }).from(sql`(select 1) as one`);
  return row?.now instanceof Date ? row.now.getTime() : parseInstant(String(row?.now));
}

/** Reads "2026-11-21 21:00:00", which is UTC, and "2026-11-21 21:00:00.123+00", which names its offset. */
function parseInstant(text: string): number {
  const [, day, clock, hours = "+00", minutes = "00"] =
    /^(\S+)[ T]([\d:.]+)(?:([+-]\d\d):?(\d\d)?|Z)?$/.exec(text) ?? [];
  return Date.parse(`${day}T${clock}${hours}:${minutes}`);
}
