import { and, count, eq, isNull } from "drizzle-orm";
import { OPERATOR_ROLE } from "../roles.ts";
import type { AuthStore, UserRow } from "../tables.ts";

const LOCK_ROW_ID = "admins";

/** Whether an account is the one of an operator who may sign in. */
export const isActiveAdmin = ({ role, deactivatedAt }: Pick<UserRow, "role" | "deactivatedAt">): boolean =>
  role === OPERATOR_ROLE && deactivatedAt === null;

/** How many such accounts there are. */
export async function countAdmins({ db, tables: { users } }: AuthStore): Promise<number> {
  const [row] = await db
    .select({ total: count() })
    .from(users)
    .where(and(eq(users.role, OPERATOR_ROLE), isNull(users.deactivatedAt)));
  return row?.total ?? 0;
}

/**
 * Keeps other transactions from removing an admin, or creating the first one, until this one ends: on an engine with many
 * writers two of them could otherwise each leave the other as the last. A row that is written and deleted within the
 * transaction blocks the next one, on every engine, and nothing of it stays.
 *
 * @param store with the database of a transaction
 */
export async function lockAdmins({ db, tables: { verifications } }: AuthStore): Promise<void> {
  const now = new Date();
  await db
    .insert(verifications)
    .values({
      id: LOCK_ROW_ID,
      identifier: LOCK_ROW_ID,
      value: "",
      expiresAt: now,
      createdAt: now,
      updatedAt: now,
    })
    .onConflictDoNothing();
  await db.delete(verifications).where(eq(verifications.id, LOCK_ROW_ID));
}
