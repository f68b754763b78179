import { createHash } from "node:crypto";
import { AppError } from "@aegis-stack/runtime/errors";
import { eq, lt, sql } from "drizzle-orm";
import type { Db } from "#app/core/database.ts";
import { signInFailures } from "./tables.ts";

/** Wrong passwords in a row, after which an address is locked. NIST SP 800-63B allows a hundred; ten bother nobody who forgot. */
export const FAILURES_ALLOWED = 10;

/** How long an address stays locked, and after how long without a failure it starts from zero. Milliseconds. */
export const LOCKED_FOR = 15 * 60_000;

/**
 * Stops guessing the password of one account from many addresses. It counts alike for accounts that do not exist, so
 * being locked tells nothing; and it ends by itself, so that nobody can shut somebody else out for long.
 */
export class Lockout {
  readonly #db: Db;
  readonly #now: () => number;

  /** @param now milliseconds since 1970 */
  constructor(db: Db, now: () => number = Date.now) {
    this.#db = db;
    this.#now = now;
  }

  /**
   * Counts an attempt before its password is looked at, so that however many come at once, no more than are allowed
   * get through. The one that turns out right clears the count.
   *
   * @throws AppError `auth.locked` (limited) while no password is looked at for this e-mail address
   */
  async attempt(email: string): Promise<void> {
    const { id, count, lastAt } = signInFailures;
    const now = this.#now();
    const at = sql.param(new Date(now), lastAt);
    const isOver = sql`${lastAt} <= ${sql.param(new Date(now - LOCKED_FOR), lastAt)}`;
    const isLocked = sql`${count} >= ${FAILURES_ALLOWED}`;
    const [row] = await this.#db
      .insert(signInFailures)
      .values({ id: keyOf(email), count: 1, lastAt: new Date(now) })
      .onConflictDoUpdate({
        target: id,
        set: {
          count: sql`CASE WHEN ${isOver} THEN 1 ELSE ${count} + 1 END`,
          // What comes while it is locked must not make it last.
          lastAt: sql`CASE WHEN ${isLocked} AND NOT ${isOver} THEN ${lastAt} ELSE ${at} END`,
        },
      })
      .returning();
    if (row && row.count > FAILURES_ALLOWED) throw locked(row.lastAt.getTime() + LOCKED_FOR - now);
  }

  /** Forgets the failures: the right password was given, or a new one was set. */
  async clear(email: string): Promise<void> {
    await this.#db.delete(signInFailures).where(eq(signInFailures.id, keyOf(email)));
  }

  /** Drops what is too old to count. @returns how many addresses that were */
  async clean(): Promise<number> {
    const old = new Date(this.#now() - LOCKED_FOR);
    const gone = await this.#db.delete(signInFailures).where(lt(signInFailures.lastAt, old)).returning();
    return gone.length;
  }
}

const keyOf = (email: string): string =>
  createHash("sha256").update(email.trim().toLowerCase()).digest("base64url");

function locked(wait: number): AppError {
  const retryAfter = Math.max(1, Math.ceil(wait / 1_000));
  return new AppError({
    code: "auth.locked",
    category: "limited",
    message: "Too many wrong passwords were given for this e-mail address.",
    hint: `Try again in ${Math.ceil(retryAfter / 60)} min, or reset the password.`,
    retryAfter,
  });
}
