import { createHash } from "node:crypto";
import { eq, lt, sql } from "drizzle-orm";
import { AppError } from "../errors/index.ts";
import type { AuthStore } from "./tables.ts";

/**
 * How many wrong passwords in a row lock an address. NIST SP 800-63B allows a hundred; ten are enough for a user who has
 * forgotten theirs.
 */
export const MAX_SIGN_IN_FAILURES = 10;

/** How long an address stays locked, and after how long without a failure its count starts from zero. */
export const LOCKOUT_MS = 15 * 60_000;

/**
 * Stops guessing the password of one account from many addresses. It counts alike for accounts that do not exist, so being
 * locked reveals nothing; and it ends by itself, so that no attacker can lock a user out for long.
 */
export class SignInLockout {
  readonly #store: AuthStore;
  readonly #now: () => number;

  /** @param now milliseconds since 1970 */
  constructor(store: AuthStore, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /**
   * Counts an attempt before its password is compared, so that of any number of concurrent ones no more than the allowed
   * number proceed. The one with the right password resets the count.
   *
   * @throws AppError `auth.locked` (limited) while no password is compared for this e-mail address
   */
  async countAttempt(email: string): Promise<void> {
    const { signInFailures } = this.#store.tables;
    const { id, count, lastAt } = signInFailures;
    const now = this.#now();
    const at = sql.param(new Date(now), lastAt);
    const isExpired = sql`${lastAt} <= ${sql.param(new Date(now - LOCKOUT_MS), lastAt)}`;
    const isLocked = sql`${count} >= ${MAX_SIGN_IN_FAILURES}`;
    const [row] = await this.#store.db
      .insert(signInFailures)
      .values({ id: hashAddress(email), count: 1, lastAt: new Date(now) })
      .onConflictDoUpdate({
        target: id,
        set: {
          count: sql`CASE WHEN ${isExpired} THEN 1 ELSE ${count} + 1 END`,
          // Attempts while it is locked must not extend it.
          lastAt: sql`CASE WHEN ${isLocked} AND NOT ${isExpired} THEN ${lastAt} ELSE ${at} END`,
        },
      })
      .returning();
    if (row && row.count > MAX_SIGN_IN_FAILURES)
      throw createLockedError(row.lastAt.getTime() + LOCKOUT_MS - now);
  }

  /** Resets the count: the right password was given, or a new one was set. */
  async reset(email: string): Promise<void> {
    const { signInFailures } = this.#store.tables;
    await this.#store.db.delete(signInFailures).where(eq(signInFailures.id, hashAddress(email)));
  }

  /** Deletes counts that have expired. @returns of how many addresses */
  async deleteExpired(): Promise<number> {
    const { signInFailures } = this.#store.tables;
    const old = new Date(this.#now() - LOCKOUT_MS);
    const deleted = await this.#store.db
      .delete(signInFailures)
      .where(lt(signInFailures.lastAt, old))
      .returning();
    return deleted.length;
  }
}

/** What users mistype is not stored. */
const hashAddress = (email: string): string =>
  createHash("sha256").update(email.trim().toLowerCase()).digest("base64url");

function createLockedError(waitMs: number): AppError {
  const retryAfter = Math.max(1, Math.ceil(waitMs / 1_000));
  return new AppError({
    code: "auth.locked",
    category: "limited",
    message: "Too many wrong passwords were given for this e-mail address.",
    hint: `Try again in ${Math.ceil(retryAfter / 60)} min, or reset the password.`,
    retryAfter,
  });
}
