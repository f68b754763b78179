import { z } from "zod";
import { createId } from "../../database/index.ts";
import { PASSWORD_LENGTH } from "../password-length.ts";
import { getRequestState } from "./request-state.ts";

const SIGN_UP_PATH = "/sign-up/email";

const signUp = z.object({
  name: z.string(),
  email: z.email(),
  password: z.string().min(PASSWORD_LENGTH.minimum).max(PASSWORD_LENGTH.maximum),
  image: z.string().nullish(),
});
const reset = z.object({ email: z.email(), redirectTo: z.string().optional() });
const confirmation = z.object({ email: z.email(), callbackURL: z.string().optional() });

/**
 * Prepares the response to a valid request whose work depends on whether there is an account. Such work takes longer in one
 * case than in the other, and the more so the more requests there are at once. So the response does not wait for it: it is
 * the same in every case, and is sent before the work begins.
 *
 * @param role the one of a new account
 */
export function prepareEarlyResponse(path: string, body: unknown, role: string): void {
  const state = getRequestState();
  if (!state) return;
  if (path === "/request-password-reset" && reset.safeParse(body).success) {
    const message = "If this email exists in our system, check your email for the reset link";
    state.earlyBody = { status: true, message };
    respondEarly();
  } else if (path === "/send-verification-email" && confirmation.safeParse(body).success) {
    state.earlyBody = { status: true };
    respondEarly();
  } else if (path === SIGN_UP_PATH) {
    // Sent when the password is about to be hashed: only then the library has checked all of the request.
    const given = signUp.safeParse(body).data;
    if (given) state.earlyBody = { token: null, user: createUserBody(given, role) };
  }
}

/** Sends the response that was prepared for the request, if there is one. */
export function respondEarly(): void {
  const state = getRequestState();
  if (state?.earlyBody !== undefined) state.respond?.(state.earlyBody);
}

/** A user as the library describes a new one. The id is a random one: the real one would reveal that there is an account. */
function createUserBody({ name, email, image }: z.infer<typeof signUp>, role: string) {
  const at = new Date();
  const dates = { createdAt: at, updatedAt: at };
  return {
    name,
    email: email.toLowerCase(),
    emailVerified: false,
    image: image ?? null,
    ...dates,
    role,
    id: createId(),
  };
}
