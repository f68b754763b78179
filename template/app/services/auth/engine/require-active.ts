import { AppError } from "@aegis-stack/runtime/errors";
import { eq } from "drizzle-orm";
import type { Db } from "#app/core/database.ts";
import { sessions, users } from "../tables.ts";

/** @throws AppError `auth.deactivated` when the user may not sign in any more */
export async function requireActive(db: Db, userId: string): Promise<void> {
  const [user] = await db
    .select({ deactivatedAt: users.deactivatedAt })
    .from(users)
    .where(eq(users.id, userId));
  if (user?.deactivatedAt !== null) {
    throw new AppError({
      code: "auth.deactivated",
      category: "forbidden",
      message: "This account was deactivated.",
      hint: "Ask an administrator of this application.",
    });
  }
}

/** Ends a session that has just begun when the user may not sign in any more. @throws AppError `auth.deactivated` then */
export async function endUnlessActive(db: Db, userId: string, token: string): Promise<void> {
  try {
    await requireActive(db, userId);
  } catch (error) {
    await db.delete(sessions).where(eq(sessions.token, token));
    throw error;
  }
}
