import { randomBytes } from "node:crypto";
import type { AuthEngine } from "../engine/auth-engine.ts";
import { RESET_TOKEN_SECONDS } from "../token-ttl.ts";

/** Leads to the page where a new password is chosen, once. */
export interface ResetLink {
  readonly email: string;
  readonly link: string;
  /** ISO 8601. */
  readonly expiresAt: string;
}

/**
 * Creates a token that the library accepts for a new password, as it does itself for a user who has forgotten theirs.
 *
 * @param now milliseconds since 1970
 */
export async function createResetToken(engine: AuthEngine, userId: string, now: number) {
  const token = randomBytes(24).toString("base64url");
  const expiresAt = new Date(now + RESET_TOKEN_SECONDS * 1_000);
  const { internalAdapter } = await engine.$context;
  await internalAdapter.createVerificationValue({
    identifier: `reset-password:${token}`,
    value: userId,
    expiresAt,
  });
  return { token, expiresAt: expiresAt.toISOString() };
}
