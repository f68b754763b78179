import { and, count, gt, gte } from "drizzle-orm";
import type { Db } from "#app/core/database.ts";
import { FAILURES_ALLOWED, LOCKED_FOR } from "./lockout.ts";
import { sessions, signInFailures, users } from "./tables.ts";
import { countAdmins } from "./users/admins.ts";

const DAY = 86_400_000;

/** What the accounts are doing. */
export interface AuthFigures {
  accounts: number;
  admins: number;
  deactivated: number;
  /** Accounts that were made within a day. */
  lately: number;
  /** Where anybody is signed in. */
  sessions: number;
  /** E-mail addresses whose passwords are not looked at just now: too many were wrong. */
  locked: number;
}

/** Counts them. @param now milliseconds since 1970 */
export async function readFigures(db: Db, now: number): Promise<AuthFigures> {
  const [all] = await db.select({ accounts: count(), deactivated: count(users.deactivatedAt) }).from(users);
  const [made] = await db
    .select({ lately: count() })
    .from(users)
    .where(gt(users.createdAt, new Date(now - DAY)));
  const [open] = await db
    .select({ sessions: count() })
    .from(sessions)
    .where(gt(sessions.expiresAt, new Date(now)));
  const [shut] = await db
    .select({ locked: count() })
    .from(signInFailures)
    .where(
      and(gte(signInFailures.count, FAILURES_ALLOWED), gt(signInFailures.lastAt, new Date(now - LOCKED_FOR))),
    );
  return {
    accounts: all?.accounts ?? 0,
    deactivated: all?.deactivated ?? 0,
    admins: await countAdmins(db),
    lately: made?.lately ?? 0,
    sessions: open?.sessions ?? 0,
    locked: shut?.locked ?? 0,
  };
}
