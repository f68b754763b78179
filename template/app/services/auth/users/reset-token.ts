import { randomBytes } from "node:crypto";
import type { AuthEngine } from "../engine/better-auth.ts";
import { RESET_LASTS } from "../engine/lasts.ts";

/** Leads to where a new password is chosen, once. */
export interface ResetLink {
  email: string;
  link: string;
  /** ISO 8601. */
  expiresAt: string;
}

/**
 * Makes what the library takes to set a new password, as it makes it itself when somebody has forgotten theirs.
 *
 * @param now milliseconds since 1970
 */
export async function makeResetToken(engine: AuthEngine, userId: string, now: number) {
  const token = randomBytes(24).toString("base64url");
  const expiresAt = new Date(now + RESET_LASTS * 1_000);
  const { internalAdapter } = await engine.$context;
  await internalAdapter.createVerificationValue({
    identifier: `reset-password:${token}`,
    value: userId,
    expiresAt,
  });
  return { token, expiresAt: expiresAt.toISOString() };
}
