import { getSessionFromCtx, isAPIError } from "better-auth/api";
import { z } from "zod";
import type { Lockout } from "../lockout.ts";
import { requestState } from "./request-state.ts";

type Context = Parameters<typeof getSessionFromCtx>[0];

export const SIGN_IN = "/sign-in/email";
export const VERIFY_EMAIL = "/verify-email";

/** Routes whose password is a new one that nothing is compared with, or that count an attempt themselves. */
const NOT_COMPARED: ReadonlySet<string> = new Set(["/sign-up/email", "/reset-password", VERIFY_EMAIL]);

const signIn = z.object({ email: z.string().min(1).max(320) });
const withPassword = z.union([
  z.object({ currentPassword: z.unknown() }),
  z.object({ password: z.unknown() }),
]);
const signedIn = z.object({ token: z.string().min(1) });
const refusedBody = z.object({ code: z.string() });

/** Refusals that come only after the password was found to be right. */
const AFTER_THE_PASSWORD: ReadonlySet<string> = new Set(["EMAIL_NOT_VERIFIED"]);

/**
 * Counts an attempt at the password of an account before the password is looked at: of the address that signs in, or
 * of the session's user on every other route that asks for a password.
 *
 * @throws AppError `auth.locked`
 */
export async function countPasswordAttempt(lockout: Lockout, context: Context): Promise<void> {
  const email = await guessedEmail(context);
  if (email === undefined) return;
  await lockout.attempt(email);
  const state = requestState();
  if (state) state.countedEmail = email;
}

async function guessedEmail(context: Context): Promise<string | undefined> {
  const { path, body } = context;
  if (path === SIGN_IN) return signIn.safeParse(body).data?.email;
  if (NOT_COMPARED.has(path) || !withPassword.safeParse(body).success) return undefined;
  return (await getSessionFromCtx(context))?.user.email;
}

/** Forgets the attempts at an account's password once the right one was given. */
export async function clearPasswordAttempts(
  lockout: Lockout,
  { path, returned }: { path: string; returned: unknown },
): Promise<void> {
  const email = requestState()?.countedEmail;
  if (email !== undefined && wasPasswordRight(path, returned)) await lockout.clear(email);
}

/**
 * Whether an outcome shows that the password was right. Only outcomes that are known to come after the comparison
 * count: a request can be refused for many reasons before it.
 */
export function wasPasswordRight(path: string, returned: unknown): boolean {
  if (isAPIError(returned)) {
    const code = refusedBody.safeParse(returned.body).data?.code ?? "";
    return path === SIGN_IN && AFTER_THE_PASSWORD.has(code);
  }
  if (path === SIGN_IN || path === "/change-password") return signedIn.safeParse(returned).success;
  return false;
}
