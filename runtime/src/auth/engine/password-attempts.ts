import { getSessionFromCtx, isAPIError } from "better-auth/api";
import { z } from "zod";
import type { SignInLockout } from "../sign-in-lockout.ts";
import { getRequestState } from "./request-state.ts";

type Context = Parameters<typeof getSessionFromCtx>[0];

const SIGN_IN_PATH = "/sign-in/email";
/** The route that confirms an address, below the routes of accounts. */
export const VERIFY_EMAIL_PATH = "/verify-email";

/** Routes whose password is a new one that nothing is compared with, or that count an attempt themselves. */
const UNCOMPARED_PATHS: ReadonlySet<string> = new Set([
  "/sign-up/email",
  "/reset-password",
  VERIFY_EMAIL_PATH,
]);

const signIn = z.object({ email: z.string().min(1).max(320) });
const withPassword = z.union([
  z.object({ currentPassword: z.unknown() }),
  z.object({ password: z.unknown() }),
]);
const signedIn = z.object({ token: z.string().min(1) });
const refusedBody = z.object({ code: z.string() });

/** Refusals that come only after the password was found to be right. */
const REFUSALS_AFTER_PASSWORD: ReadonlySet<string> = new Set(["EMAIL_NOT_VERIFIED"]);

/**
 * Counts an attempt at the password of an account before the password is compared: for the address that signs in, or for
 * the session's user on every other route that requires a password.
 *
 * @throws AppError `auth.locked`
 */
export async function countPasswordAttempt(lockout: SignInLockout, context: Context): Promise<void> {
  const email = await findEmail(context);
  if (email === undefined) return;
  await lockout.countAttempt(email);
  const state = getRequestState();
  if (state) state.countedEmail = email;
}

async function findEmail(context: Context): Promise<string | undefined> {
  const { path, body } = context;
  if (path === SIGN_IN_PATH) return signIn.safeParse(body).data?.email;
  if (UNCOMPARED_PATHS.has(path) || !withPassword.safeParse(body).success) return undefined;
  return (await getSessionFromCtx(context))?.user.email;
}

/** Resets the attempts at an account's password once the right one was given. */
export async function clearPasswordAttempts(
  lockout: SignInLockout,
  { path, returned }: { path: string; returned: unknown },
): Promise<void> {
  const email = getRequestState()?.countedEmail;
  if (email !== undefined && wasPasswordRight(path, returned)) await lockout.reset(email);
}

/**
 * Whether an outcome shows that the password was right. Only outcomes that are known to come after the comparison
 * count: a request can be refused for many reasons before it.
 */
function wasPasswordRight(path: string, returned: unknown): boolean {
  if (isAPIError(returned)) {
    const code = refusedBody.safeParse(returned.body).data?.code ?? "";
    return path === SIGN_IN_PATH && REFUSALS_AFTER_PASSWORD.has(code);
  }
  if (path === SIGN_IN_PATH || path === "/change-password") return signedIn.safeParse(returned).success;
  return false;
}
