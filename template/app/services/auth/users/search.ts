import { or, type SQL, sql } from "drizzle-orm";
import { users } from "../tables.ts";

/**
 * What finds accounts by a part of a name or of an e-mail address, whatever the case of its letters. Engines differ
 * in which letters they know two cases of beyond those of English: as they are written, they are found by all.
 *
 * @param words as somebody typed them; `%` and `_` mean themselves
 * @returns undefined where nothing is searched for
 */
export function matching(words: string | undefined): SQL | undefined {
  const sought = words?.trim();
  if (!sought) return undefined;
  const like = (column: typeof users.name | typeof users.email, pattern: string) =>
    sql`${column} LIKE ${pattern} ESCAPE '!'`;
  const part = (text: string) => `%${text.replace(/[!%_]/g, "!$&")}%`;
  const lower = part(sought.toLowerCase());
  return or(
    like(users.email, lower),
    sql`lower(${users.name}) LIKE ${lower} ESCAPE '!'`,
    like(users.name, part(sought)),
  );
}
