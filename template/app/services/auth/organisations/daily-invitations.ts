import { eq } from "drizzle-orm";
import type { Db } from "#app/core/database.ts";
import { rateLimits } from "../tables.ts";
import { tooManyInvitations } from "./errors.ts";
import { INVITATIONS_PER_DAY } from "./limits.ts";

const DAY = 24 * 60 * 60_000;

/**
 * Counts an invitation for whoever sends it. It outlives the invitation and its organisation: or whoever deletes those
 * could send as many mails as they like.
 *
 * @param now milliseconds since 1970
 * @throws AppError `organisations.too-many-invitations`
 */
export async function countInvitation(tx: Db, userId: string, now: number): Promise<void> {
  const key = `invitations|${userId}`;
  // Written before it is read, so that two at once are counted one after the other.
  const [row] = await tx
    .insert(rateLimits)
    .values({ key, count: 0, lastRequest: now })
    .onConflictDoUpdate({ target: rateLimits.key, set: { key } })
    .returning();
  const { count, lastRequest } = row ?? { count: 0, lastRequest: now };
  // The day begins with its first invitation, which is what is kept.
  const isOver = now - lastRequest >= DAY;
  if (!isOver && count >= INVITATIONS_PER_DAY) throw tooManyInvitations();
  const counted = isOver ? { count: 1, lastRequest: now } : { count: count + 1 };
  await tx.update(rateLimits).set(counted).where(eq(rateLimits.key, key));
}
