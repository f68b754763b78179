import { and, count, gt, gte } from "drizzle-orm";
import { LOCKOUT_MS, MAX_SIGN_IN_FAILURES } from "./sign-in-lockout.ts";
import type { AuthStore } from "./tables.ts";
import { countAdmins } from "./users/admins.ts";

const DAY_MS = 86_400_000;

/** Totals of the accounts. */
export interface AuthFigures {
  readonly accounts: number;
  readonly admins: number;
  readonly deactivated: number;
  /** Accounts that were created within a day. */
  readonly lately: number;
  /** Sessions that have not expired. */
  readonly sessions: number;
  /** E-mail addresses that are locked after too many wrong passwords. */
  readonly locked: number;
}

/** Counts them. @param now milliseconds since 1970 */
export async function readFigures(store: AuthStore, now: number): Promise<AuthFigures> {
  const { db, tables } = store;
  const { users, sessions, signInFailures } = tables;
  const [all] = await db.select({ accounts: count(), deactivated: count(users.deactivatedAt) }).from(users);
  const [created] = await db
    .select({ lately: count() })
    .from(users)
    .where(gt(users.createdAt, new Date(now - DAY_MS)));
  const [open] = await db
    .select({ sessions: count() })
    .from(sessions)
    .where(gt(sessions.expiresAt, new Date(now)));
  const [shut] = await db
    .select({ locked: count() })
    .from(signInFailures)
    .where(
      and(
        gte(signInFailures.count, MAX_SIGN_IN_FAILURES),
        gt(signInFailures.lastAt, new Date(now - LOCKOUT_MS)),
      ),
    );
  return {
    accounts: all?.accounts ?? 0,
    deactivated: all?.deactivated ?? 0,
    admins: await countAdmins(store),
    lately: created?.lately ?? 0,
    sessions: open?.sessions ?? 0,
    locked: shut?.locked ?? 0,
  };
}
