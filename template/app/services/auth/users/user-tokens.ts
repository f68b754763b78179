import { createHash, randomBytes } from "node:crypto";
import { createId } from "@aegis-stack/runtime/database";
import { and, eq, gt } from "drizzle-orm";
import type { Db } from "#app/core/database.ts";
import { VERIFICATION_LASTS } from "../engine/lasts.ts";
import { verifications } from "../tables.ts";

/** The token itself is kept nowhere: a copy of the database must not confirm an address. */
const identifierOf = (token: string): string =>
  createHash("sha256").update(`confirm-email:${token}`).digest("base64url");

/**
 * Makes a token that lets its holder confirm the address of an account.
 *
 * @param now milliseconds since 1970
 */
export async function createConfirmationToken(db: Db, userId: string, now: number): Promise<string> {
  const token = randomBytes(24).toString("base64url");
  const at = new Date(now);
  await db.insert(verifications).values({
    id: createId(),
    identifier: identifierOf(token),
    value: userId,
    expiresAt: new Date(now + VERIFICATION_LASTS * 1_000),
    createdAt: at,
    updatedAt: at,
  });
  return token;
}

/** @returns the id of the user that a token was made for; undefined when it is unknown, too old or spent */
export async function findConfirmation(db: Db, token: string, now: number): Promise<string | undefined> {
  const isThis = eq(verifications.identifier, identifierOf(token));
  const [found] = await db
    .select({ userId: verifications.value })
    .from(verifications)
    .where(and(isThis, gt(verifications.expiresAt, new Date(now))));
  return found?.userId;
}

/** Spends a token. @returns whether it was there: of several requests at once, one gets true */
export async function consumeConfirmation(db: Db, token: string): Promise<boolean> {
  const isThis = eq(verifications.identifier, identifierOf(token));
  const gone = await db.delete(verifications).where(isThis).returning({ id: verifications.id });
  return gone.length > 0;
}

/** Ends every token that was mailed to a user, whatever it is for: the password is another one now. */
export async function endUserTokens(db: Db, userId: string): Promise<void> {
  await db.delete(verifications).where(eq(verifications.value, userId));
}
