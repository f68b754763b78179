import { createAuthMiddleware } from "better-auth/api";
import { z } from "zod";
import type { AccountMails } from "../account-mails.ts";
import type { SignInLockout } from "../sign-in-lockout.ts";
import { prepareEarlyResponse } from "./early-response.ts";
import { parseInput, requireOwnTargets } from "./input.ts";
import { clearPasswordAttempts, countPasswordAttempt } from "./password-attempts.ts";

const CHANGE_PASSWORD_PATH = "/change-password";

const changed = z.object({
  user: z.object({ id: z.string(), name: z.string(), email: z.string(), emailVerified: z.boolean() }),
});

/** What the hooks are created from. */
export interface AuthHooksOptions {
  readonly lockout: SignInLockout;
  readonly mails: AccountMails;
  /** The role of a new account. */
  readonly initialRole: string;
  /** Deletes the tokens that were mailed to a user. */
  deleteTokens(userId: string): Promise<void>;
}

/** Runs around the library's routes, whether a page, the API or code calls them. */
export function createAuthHooks({ lockout, mails, initialRole, deleteTokens }: AuthHooksOptions) {
  return {
    before: createAuthMiddleware(async (context) => {
      const { path, body, query } = context;
      requireOwnTargets(body);
      requireOwnTargets(query);
      const parsed = parseInput(path, body);
      await countPasswordAttempt(lockout, context);
      prepareEarlyResponse(path, parsed ? { ...body, ...parsed } : body, initialRole);
      // A password is often changed because an attacker has it.
      const replaced = path === CHANGE_PASSWORD_PATH ? { revokeOtherSessions: true } : parsed;
      return replaced ? { context: { body: { ...body, ...replaced } } } : undefined;
    }),
    after: createAuthMiddleware(async ({ path, request, context: { returned } }) => {
      if (path === CHANGE_PASSWORD_PATH) {
        const user = changed.safeParse(returned).data?.user;
        if (user) {
          await deleteTokens(user.id);
          mails.runInBackground(mails.passwordChanged(user, request));
        }
      }
      await clearPasswordAttempts(lockout, { path, returned });
    }),
  };
}
