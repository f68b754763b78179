import { and, desc, eq, gt } from "drizzle-orm";
import type { Db } from "#app/core/database.ts";
import type { SessionMemory } from "../session-memory.ts";
import { sessions } from "../tables.ts";
import { type SessionReport, sessionReportOf } from "./user-report.ts";

/** Where people are signed in. */
export class UserSessions {
  readonly #db: Db;
  readonly #memory: SessionMemory;

  constructor(db: Db, memory: SessionMemory) {
    this.#db = db;
    this.#memory = memory;
  }

  /** Those of one user that are not over, the newest first. */
  async list(userId: string, now: Date): Promise<SessionReport[]> {
    const rows = await this.#db
      .select()
      .from(sessions)
      .where(and(eq(sessions.userId, userId), gt(sessions.expiresAt, now)))
      .orderBy(desc(sessions.createdAt), desc(sessions.id));
    return rows.map(sessionReportOf);
  }

  /** Ends those of one user, or one of them. @returns how many that were */
  async end(userId: string, session?: string): Promise<number> {
    const which = and(
      eq(sessions.userId, userId),
      session === undefined ? undefined : eq(sessions.id, session),
    );
    const gone = await this.#db.delete(sessions).where(which).returning({ token: sessions.token });
    for (const { token } of gone) await this.#memory.forget(token);
    return gone.length;
  }

  /** Has those of one user looked up anew: what the user may do is another thing now. */
  async reread(userId: string): Promise<void> {
    const own = await this.#db
      .select({ token: sessions.token })
      .from(sessions)
      .where(eq(sessions.userId, userId));
    for (const { token } of own) await this.#memory.forget(token);
  }
}
