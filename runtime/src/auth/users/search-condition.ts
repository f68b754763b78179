import { or, type SQL, sql } from "drizzle-orm";
import type { SqliteAuthTables } from "../tables.ts";

/** A LIKE pattern for texts that contain `text`; `%` and `_` mean themselves with `ESCAPE '!'`. */
export const createLikePattern = (text: string): string => `%${text.replace(/[!%_]/g, "!$&")}%`;

/**
 * A condition for accounts that contain the words in their name or e-mail address, whatever the case of the letters. Engines
 * differ in which letters beyond English ones they know two cases of: those are found by all as they are spelt.
 *
 * @param words as they were typed; `%` and `_` mean themselves
 * @returns undefined where nothing is searched for
 */
export function createUserCondition(
  words: string | undefined,
  users: SqliteAuthTables["users"],
): SQL | undefined {
  const text = words?.trim();
  if (!text) return undefined;
  const like = (column: typeof users.name | typeof users.email, pattern: string) =>
    sql`${column} LIKE ${pattern} ESCAPE '!'`;
  const lower = createLikePattern(text.toLowerCase());
  return or(
    like(users.email, lower),
    sql`lower(${users.name}) LIKE ${lower} ESCAPE '!'`,
    like(users.name, createLikePattern(text)),
  );
}
