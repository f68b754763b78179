import { createAuthMiddleware, isAPIError } from "better-auth/api";
import { z } from "zod";
import type { Lockout } from "../lockout.ts";
import type { AuthMails } from "../mails/auth-mails.ts";
import { readInput } from "./input.ts";

const SIGN_IN = "/sign-in/email";
const CHANGE_PASSWORD = "/change-password";

const attempt = z.object({ email: z.string().min(1).max(320) });
const changed = z.object({
  user: z.object({ name: z.string(), email: z.string(), emailVerified: z.boolean() }),
});

export interface HooksOptions {
  lockout: Lockout;
  mails: AuthMails;
}

/** What happens round the library's routes, whoever asks: a page, the API, or a call. */
export function createHooks({ lockout, mails }: HooksOptions) {
  return {
    before: createAuthMiddleware(async ({ path, body }) => {
      const read = readInput(path, body);
      const given = path === SIGN_IN ? attempt.safeParse(body).data : undefined;
      if (given) await lockout.attempt(given.email);
      // Whoever changes a password may do so because somebody else has it.
      const ordered = path === CHANGE_PASSWORD ? { revokeOtherSessions: true } : read;
      if (ordered) return { context: { body: { ...body, ...ordered } } };
    }),
    after: createAuthMiddleware(async ({ path, body, request, context: { returned } }) => {
      if (path === CHANGE_PASSWORD) {
        const user = changed.safeParse(returned).data?.user;
        if (user) mails.keep(mails.passwordChanged(user, request));
      }
      const given = path === SIGN_IN ? attempt.safeParse(body).data : undefined;
      if (given && isRight(returned)) await lockout.clear(given.email);
    }),
  };
}

/** Whether the password was: an address that is not confirmed yet is only refused after that. */
const isRight = (returned: unknown): boolean => !isAPIError(returned) || returned.status === "FORBIDDEN";
