import { and, desc, eq, gt } from "drizzle-orm";
import type { SessionCache } from "../sessions/session-cache.ts";
import type { AuthStore } from "../tables.ts";
import { type SessionReport, toSessionReport } from "./user-report.ts";

/** The sessions of a user that have not expired, newest first. */
export async function listUserSessions(
  { db, tables: { sessions } }: AuthStore,
  userId: string,
  now: Date,
): Promise<SessionReport[]> {
  const rows = await db
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, userId), gt(sessions.expiresAt, now)))
    .orderBy(desc(sessions.createdAt), desc(sessions.id));
  return rows.map(toSessionReport);
}

/** Ends all sessions of a user, or one of them. @returns how many ended */
export async function endUserSessions(
  { db, tables: { sessions } }: AuthStore,
  cache: SessionCache,
  { userId, session }: { readonly userId: string; readonly session?: string | undefined },
): Promise<number> {
  const condition = and(
    eq(sessions.userId, userId),
    session === undefined ? undefined : eq(sessions.id, session),
  );
  const deleted = await db.delete(sessions).where(condition).returning({ token: sessions.token });
  for (const { token } of deleted) await cache.invalidate(token);
  return deleted.length;
}

/** Has the sessions of a user read anew: the name or the role of the user has changed. */
export async function refreshUserSessions(
  { db, tables: { sessions } }: AuthStore,
  cache: SessionCache,
  userId: string,
): Promise<void> {
  const found = await db.select({ token: sessions.token }).from(sessions).where(eq(sessions.userId, userId));
  for (const { token } of found) await cache.invalidate(token);
}
