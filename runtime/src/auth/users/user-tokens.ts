import { createHash, randomBytes } from "node:crypto";
import { and, eq, gt } from "drizzle-orm";
import { createId } from "../../database/index.ts";
import type { AuthStore } from "../tables.ts";
import { CONFIRMATION_TOKEN_SECONDS } from "../token-ttl.ts";

/** The token itself is stored nowhere: a copy of the database must not confirm an address. */
const createIdentifier = (token: string): string =>
  createHash("sha256").update(`confirm-email:${token}`).digest("base64url");

/**
 * Creates a token that lets its holder confirm the address of an account.
 *
 * @param now milliseconds since 1970
 */
export async function createConfirmationToken(
  { db, tables: { verifications } }: AuthStore,
  userId: string,
  now: number,
): Promise<string> {
  const token = randomBytes(24).toString("base64url");
  const at = new Date(now);
  await db.insert(verifications).values({
    id: createId(),
    identifier: createIdentifier(token),
    value: userId,
    expiresAt: new Date(now + CONFIRMATION_TOKEN_SECONDS * 1_000),
    createdAt: at,
    updatedAt: at,
  });
  return token;
}

/** @returns the id of the user that a token was created for; undefined when it is unknown, expired or used */
export async function findConfirmation(
  { db, tables: { verifications } }: AuthStore,
  token: string,
  now: number,
): Promise<string | undefined> {
  const isToken = eq(verifications.identifier, createIdentifier(token));
  const [found] = await db
    .select({ userId: verifications.value })
    .from(verifications)
    .where(and(isToken, gt(verifications.expiresAt, new Date(now))));
  return found?.userId;
}

/** Uses up a token. @returns whether it existed: of several requests at once, one gets true */
export async function consumeConfirmation(
  { db, tables: { verifications } }: AuthStore,
  token: string,
): Promise<boolean> {
  const isToken = eq(verifications.identifier, createIdentifier(token));
  const deleted = await db.delete(verifications).where(isToken).returning({ id: verifications.id });
  return deleted.length > 0;
}

/** Deletes every token that was mailed to a user, whatever it is for: the password has changed. */
export async function deleteUserTokens(
  { db, tables: { verifications } }: AuthStore,
  userId: string,
): Promise<void> {
  await db.delete(verifications).where(eq(verifications.value, userId));
}
