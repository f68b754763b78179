import { createAuthMiddleware } from "better-auth/api";
import { z } from "zod";
import type { Lockout } from "../lockout.ts";
import type { AuthMails } from "../mails/auth-mails.ts";
import { prepareEarlyResponse } from "./early-response.ts";
import { readInput, requireOwnTargets } from "./input.ts";
import { clearPasswordAttempts, countPasswordAttempt } from "./password-attempts.ts";

const CHANGE_PASSWORD = "/change-password";

const changed = z.object({
  user: z.object({ id: z.string(), name: z.string(), email: z.string(), emailVerified: z.boolean() }),
});

export interface HooksOptions {
  lockout: Lockout;
  mails: AuthMails;
  /** Ends the tokens that were mailed to a user. */
  endTokens(userId: string): Promise<void>;
}

/** What happens around the library's routes, whether a page, the API or code calls them. */
export function createHooks({ lockout, mails, endTokens }: HooksOptions) {
  return {
    before: createAuthMiddleware(async (context) => {
      const { path, body, query } = context;
      requireOwnTargets(body);
      requireOwnTargets(query);
      const read = readInput(path, body);
      await countPasswordAttempt(lockout, context);
      prepareEarlyResponse(path, read ? { ...body, ...read } : body);
      // A password is often changed because another person has it.
      const replaced = path === CHANGE_PASSWORD ? { revokeOtherSessions: true } : read;
      if (replaced) return { context: { body: { ...body, ...replaced } } };
    }),
    after: createAuthMiddleware(async ({ path, request, context: { returned } }) => {
      if (path === CHANGE_PASSWORD) {
        const user = changed.safeParse(returned).data?.user;
        if (user) {
          await endTokens(user.id);
          mails.keep(mails.passwordChanged(user, request));
        }
      }
      await clearPasswordAttempts(lockout, { path, returned });
    }),
  };
}
