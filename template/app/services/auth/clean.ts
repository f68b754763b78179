import { lt } from "drizzle-orm";
import type { Db } from "#app/core/database.ts";
import type { AuditService } from "./audit/audit-service.ts";
import type { Lockout } from "./lockout.ts";
import { rateLimits, sessions, verifications } from "./tables.ts";

/** How long a count of requests lies after the last one, in milliseconds: longer than any limit's window. */
const COUNTED = 86_400_000;

export interface CleanOptions {
  db: Db;
  lockout: Pick<Lockout, "clean">;
  audit: Pick<AuditService, "clean">;
  /** Milliseconds since 1970. */
  now?: () => number;
}

/** How many rows were dropped. */
export interface Cleaned {
  sessions: number;
  verifications: number;
  rateLimits: number;
  signInFailures: number;
  auditEntries: number;
}

/** Drops what is over: expired sessions and tokens, old counts, and entries of the audit trail after a year. */
export async function clean({ db, lockout, audit, now = Date.now }: CleanOptions): Promise<Cleaned> {
  const time = new Date(now());
  const ended = await db.delete(sessions).where(lt(sessions.expiresAt, time)).returning({ id: sessions.id });
  const spent = await db
    .delete(verifications)
    .where(lt(verifications.expiresAt, time))
    .returning({ id: verifications.id });
  const counts = await db
    .delete(rateLimits)
    .where(lt(rateLimits.lastRequest, now() - COUNTED))
    .returning({ id: rateLimits.id });
  return {
    sessions: ended.length,
    verifications: spent.length,
    rateLimits: counts.length,
    signInFailures: await lockout.clean(),
    auditEntries: await audit.clean(),
  };
}
