import { createId } from "@aegis-stack/runtime/database";
import { z } from "zod";
import { PASSWORD } from "../password.ts";
import { requestState } from "./request-state.ts";

const SIGN_UP = "/sign-up/email";

const signUp = z.object({
  name: z.string(),
  email: z.email(),
  password: z.string().min(PASSWORD.minimum).max(PASSWORD.maximum),
  image: z.string().nullish(),
});
const reset = z.object({ email: z.email(), redirectTo: z.string().optional() });
const confirmation = z.object({ email: z.email(), callbackURL: z.string().optional() });

/**
 * Notes what a valid request is answered with, where the work behind it depends on whether there is an account. Such
 * work takes longer in one case than in the other, and the more so the more requests there are at once. So the answer
 * does not wait for it: it is the same in every case, and is given before the work begins.
 */
export function prepareEarlyResponse(path: string, body: unknown): void {
  const state = requestState();
  if (!state) return;
  if (path === "/request-password-reset" && reset.safeParse(body).success) {
    const message = "If this email exists in our system, check your email for the reset link";
    state.earlyBody = { status: true, message };
    respondEarly();
  } else if (path === "/send-verification-email" && confirmation.safeParse(body).success) {
    state.earlyBody = { status: true };
    respondEarly();
  } else if (path === SIGN_UP) {
    // Answered when the password is about to be hashed: only then the library has checked all of the request.
    const given = signUp.safeParse(body).data;
    if (given) state.earlyBody = { token: null, user: newUserOf(given) };
  }
}

/** Answers the request with what was noted for it, if it was. */
export function respondEarly(): void {
  const state = requestState();
  if (state?.earlyBody !== undefined) state.respond?.(state.earlyBody);
}

/** A user as the library describes one that was just made. The id is nobody's: the real one would tell that there is one. */
function newUserOf({ name, email, image }: z.infer<typeof signUp>) {
  const at = new Date();
  const dates = { createdAt: at, updatedAt: at };
  return {
    name,
    email: email.toLowerCase(),
    emailVerified: false,
    image: image ?? null,
    ...dates,
    role: "user",
    id: createId(),
  };
}
