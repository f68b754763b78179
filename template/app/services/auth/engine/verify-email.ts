import { AppError } from "@aegis-stack/runtime/errors";
import { createAuthEndpoint } from "better-auth/api";
import { z } from "zod";
import type { Db } from "#app/core/database.ts";
import type { Lockout } from "../lockout.ts";
import { PASSWORD } from "../password.ts";
import type { SessionMemory } from "../session-memory.ts";
import { UserSessions } from "../users/user-sessions.ts";
import { consumeConfirmation, endUserTokens, findConfirmation } from "../users/user-tokens.ts";
import { VERIFY_EMAIL } from "./password-attempts.ts";
import { refusal } from "./refusals.ts";

const token = z
  .string()
  .max(200)
  .regex(/^[^\0]*$/);

const asked = z.union([
  z.strictObject({ token, password: z.string() }),
  z.strictObject({ token, newPassword: z.string() }),
]);

export interface VerifyEmailOptions {
  db: Db;
  lockout: Lockout;
  memory: SessionMemory;
}

/**
 * The route that confirms an address. The link of the mail alone opens no account: whoever signed up may have typed the
 * address of another person, who would then open it with a password that is not theirs. So the request shows the
 * account's password, or sets a new one, which ends the old password, every session and every other token.
 */
export function verifyEmail({ db, lockout, memory }: VerifyEmailOptions) {
  return {
    id: "verify-email",
    endpoints: {
      confirmEmail: createAuthEndpoint(VERIFY_EMAIL, { method: "POST", body: asked }, async (context) => {
        const { internalAdapter, password: passwords } = context.context;
        const { body } = context;
        const userId = await findConfirmation(db, body.token, Date.now());
        const user = userId === undefined ? null : await internalAdapter.findUserById(userId);
        if (!user) throw refusal("INVALID_TOKEN");
        if ("password" in body) {
          await lockout.attempt(user.email);
          const credential = await internalAdapter.findCredentialAccount(user.id);
          const { password } = body;
          const isRight =
            password.length <= PASSWORD.maximum &&
            typeof credential?.password === "string" &&
            (await passwords.verify({ hash: credential.password, password }));
          if (!isRight) throw wrongPassword();
        } else {
          // Once it is confirmed, the way to another password is a reset.
          if (user.emailVerified) throw refusal("INVALID_TOKEN");
          const { newPassword } = body;
          if (newPassword.length < PASSWORD.minimum) throw refusal("PASSWORD_TOO_SHORT");
          if (newPassword.length > PASSWORD.maximum) throw refusal("PASSWORD_TOO_LONG");
          const hash = await passwords.hash(newPassword);
          if (!(await consumeConfirmation(db, body.token))) throw refusal("INVALID_TOKEN");
          await new UserSessions(db, memory).end(user.id);
          if (await internalAdapter.findCredentialAccount(user.id)) {
            await internalAdapter.updatePassword(user.id, hash);
          } else {
            const account = { userId: user.id, providerId: "credential", accountId: user.id };
            await internalAdapter.createAccount({ ...account, password: hash });
          }
          await endUserTokens(db, user.id);
        }
        if (!user.emailVerified) await internalAdapter.updateUser(user.id, { emailVerified: true });
        await lockout.clear(user.email);
        return context.json({ status: true });
      }),
    },
  };
}

const wrongPassword = () =>
  new AppError({
    code: "auth.wrong-password",
    category: "invalid",
    message: "This is not the password that the account was created with.",
    hint: "Try again, or set a new password below.",
  });
