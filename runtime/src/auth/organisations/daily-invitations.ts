import { eq } from "drizzle-orm";
import type { PortableDb } from "../../database/index.ts";
import type { AuthEngineTables } from "../engine-tables/tables.ts";
import { createTooManyInvitationsError } from "./errors.ts";
import { MAX_INVITATIONS_PER_DAY } from "./limits.ts";

const DAY_MS = 24 * 60 * 60_000;

/**
 * Counts an invitation for its sender. The count outlives the invitation and its organisation; otherwise an account could
 * send any number of mails by deleting those.
 *
 * @param now milliseconds since 1970
 * @throws AppError `organisations.too-many-invitations`
 */
export async function countInvitation(
  tx: PortableDb,
  { rateLimits }: Pick<AuthEngineTables, "rateLimits">,
  userId: string,
  now: number,
): Promise<void> {
  const key = `invitations|${userId}`;
  // The write comes before the read: it locks the row, so that two transactions count one after the other.
  const [row] = await tx
    .insert(rateLimits)
    .values({ key, count: 0, lastRequest: now })
    .onConflictDoUpdate({ target: rateLimits.key, set: { key } })
    .returning();
  const { count, lastRequest } = row ?? { count: 0, lastRequest: now };
  // A day begins with its first invitation, whose time the row holds.
  const isNewDay = now - lastRequest >= DAY_MS;
  if (!isNewDay && count >= MAX_INVITATIONS_PER_DAY) throw createTooManyInvitationsError();
  const counted = isNewDay ? { count: 1, lastRequest: now } : { count: count + 1 };
  await tx.update(rateLimits).set(counted).where(eq(rateLimits.key, key));
}
