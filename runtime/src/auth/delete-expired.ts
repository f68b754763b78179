import { lt } from "drizzle-orm";
import type { AuditService } from "./audit/audit-service.ts";
import type { SignInLockout } from "./sign-in-lockout.ts";
import type { AuthStore } from "./tables.ts";

/** How long a count of requests is kept after the last one: longer than the window of any limit. */
const RATE_LIMIT_RETENTION_MS = 86_400_000;

/** What rows are deleted with. */
export interface DeleteExpiredOptions {
  readonly store: AuthStore;
  readonly lockout: Pick<SignInLockout, "deleteExpired">;
  readonly audit: Pick<AuditService, "deleteOld">;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** How many rows were deleted. */
export interface DeletedRows {
  readonly sessions: number;
  readonly verifications: number;
  readonly rateLimits: number;
  readonly signInFailures: number;
  readonly auditEntries: number;
}

/** Deletes expired sessions and tokens, old counts, and entries of the audit log after a year. */
export async function deleteExpired({
  store: { db, tables },
  lockout,
  audit,
  now,
}: DeleteExpiredOptions): Promise<DeletedRows> {
  const { sessions, verifications, rateLimits } = tables;
  const time = new Date(now());
  const ended = await db.delete(sessions).where(lt(sessions.expiresAt, time)).returning({ id: sessions.id });
  const tokens = await db
    .delete(verifications)
    .where(lt(verifications.expiresAt, time))
    .returning({ id: verifications.id });
  const counts = await db
    .delete(rateLimits)
    .where(lt(rateLimits.lastRequest, now() - RATE_LIMIT_RETENTION_MS))
    .returning({ id: rateLimits.id });
  return {
    sessions: ended.length,
    verifications: tokens.length,
    rateLimits: counts.length,
    signInFailures: await lockout.deleteExpired(),
    auditEntries: await audit.deleteOld(),
  };
}
