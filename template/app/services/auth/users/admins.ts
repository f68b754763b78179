import { and, count, eq, isNull } from "drizzle-orm";
import type { Db } from "#app/core/database.ts";
import { users, verifications } from "../tables.ts";

type Row = Pick<typeof users.$inferSelect, "role" | "deactivatedAt">;

const TURN = "admins";

/** Whether whose account this is looks after the others. */
export const isOperating = ({ role, deactivatedAt }: Row): boolean =>
  role === "admin" && deactivatedAt === null;

/** How many such accounts there are. */
export async function countAdmins(db: Db): Promise<number> {
  const [row] = await db
    .select({ total: count() })
    .from(users)
    .where(and(eq(users.role, "admin"), isNull(users.deactivatedAt)));
  return row?.total ?? 0;
}

/**
 * Keeps others from taking an admin away, or making the first one, until the transaction ends: where an engine has many writers, each of
 * two could leave the other as the last one. A row that is written and taken back within the transaction makes the
 * next one wait, on every engine, and nothing of it stays.
 */
export async function takeTurn(tx: Db): Promise<void> {
  const now = new Date();
  await tx
    .insert(verifications)
    .values({ id: TURN, identifier: TURN, value: "", expiresAt: now, createdAt: now, updatedAt: now })
    .onConflictDoNothing();
  await tx.delete(verifications).where(eq(verifications.id, TURN));
}
