import { eq } from "drizzle-orm";
import { AppError } from "../../errors/index.ts";
import type { AuthStore } from "../tables.ts";

/** @throws AppError `auth.deactivated` when the user may not sign in any more */
export async function requireActiveUser({ db, tables: { users } }: AuthStore, userId: string): Promise<void> {
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
export async function endUnlessActive(store: AuthStore, userId: string, token: string): Promise<void> {
  try {
    await requireActiveUser(store, userId);
  } catch (error) {
    const { sessions } = store.tables;
    await store.db.delete(sessions).where(eq(sessions.token, token));
    throw error;
  }
}
