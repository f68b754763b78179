import { createAuthEndpoint } from "better-auth/api";
import { z } from "zod";
import { AppError } from "../../errors/index.ts";
import { PASSWORD_LENGTH } from "../password-length.ts";
import type { SessionCache } from "../sessions/session-cache.ts";
import type { SignInLockout } from "../sign-in-lockout.ts";
import type { AuthStore } from "../tables.ts";
import { endUserSessions } from "../users/user-sessions.ts";
import { consumeConfirmation, deleteUserTokens, findConfirmation } from "../users/user-tokens.ts";
import { VERIFY_EMAIL_PATH } from "./password-attempts.ts";
import { createRefusal } from "./refusals.ts";

const token = z
  .string()
  .max(200)
  .regex(/^[^\0]*$/);

const confirmation = z.union([
  z.strictObject({ token, password: z.string() }),
  z.strictObject({ token, newPassword: z.string() }),
]);

/** What the route is created from. */
export interface VerifyEmailOptions {
  readonly store: AuthStore;
  readonly lockout: SignInLockout;
  readonly cache: SessionCache;
}

/**
 * The route that confirms an address. The link of the mail alone opens no account: the address may have been typed by
 * another user, and its holder would then open an account with a password that is not theirs. So the request contains the
 * account's password, or sets a new one, which replaces the old password and ends every session and every other token.
 */
export function createVerifyEmailPlugin({ store, lockout, cache }: VerifyEmailOptions) {
  return {
    id: "verify-email",
    endpoints: {
      confirmEmail: createAuthEndpoint(
        VERIFY_EMAIL_PATH,
        { method: "POST", body: confirmation },
        async (context) => {
          const { internalAdapter, password: passwords } = context.context;
          const { body } = context;
          const userId = await findConfirmation(store, body.token, Date.now());
          const user = userId === undefined ? null : await internalAdapter.findUserById(userId);
          if (!user) throw createRefusal("INVALID_TOKEN");
          if ("password" in body) {
            await lockout.countAttempt(user.email);
            const credential = await internalAdapter.findCredentialAccount(user.id);
            const { password } = body;
            const isRight =
              password.length <= PASSWORD_LENGTH.maximum &&
              typeof credential?.password === "string" &&
              (await passwords.verify({ hash: credential.password, password }));
            if (!isRight) throw createWrongPasswordError();
          } else {
            // Once it is confirmed, a password is replaced by a reset.
            if (user.emailVerified) throw createRefusal("INVALID_TOKEN");
            const { newPassword } = body;
            if (newPassword.length < PASSWORD_LENGTH.minimum) throw createRefusal("PASSWORD_TOO_SHORT");
            if (newPassword.length > PASSWORD_LENGTH.maximum) throw createRefusal("PASSWORD_TOO_LONG");
            const hash = await passwords.hash(newPassword);
            if (!(await consumeConfirmation(store, body.token))) throw createRefusal("INVALID_TOKEN");
            await endUserSessions(store, cache, { userId: user.id });
            if (await internalAdapter.findCredentialAccount(user.id)) {
              await internalAdapter.updatePassword(user.id, hash);
            } else {
              const account = { userId: user.id, providerId: "credential", accountId: user.id };
              await internalAdapter.createAccount({ ...account, password: hash });
            }
            await deleteUserTokens(store, user.id);
          }
          if (!user.emailVerified) await internalAdapter.updateUser(user.id, { emailVerified: true });
          await lockout.reset(user.email);
          return context.json({ status: true });
        },
      ),
    },
  };
}

const createWrongPasswordError = () =>
  new AppError({
    code: "auth.wrong-password",
    category: "invalid",
    message: "This is not the password that the account was created with.",
    hint: "Try again, or set a new password below.",
  });
