import { AppError } from "../../errors/index.ts";
import type { AiCaller } from "../caller.ts";
import type { AiAccounts } from "./ai-auth.ts";

/**
 * Finds whom a token or a command acts for. An account has to exist and to be active now: it may have been deactivated since
 * its token was created. Without accounts the caller is no user, so that an account that is added later inherits nothing.
 *
 * @param user the id of an account, or its e-mail address
 * @returns undefined where there is no such account, or where it is deactivated
 * @throws whatever keeps the accounts from being read
 */
export async function findAccountCaller(
  accounts: AiAccounts | undefined,
  user: string,
): Promise<AiCaller | undefined> {
  if (accounts === undefined) return { kind: "system", id: user };
  try {
    const { id, email, deactivatedAt } = await accounts.users.show(user);
    return deactivatedAt === null ? { kind: "user", id, name: email } : undefined;
  } catch (error) {
    if (error instanceof AppError && error.category === "not-found") return undefined;
    throw error;
  }
}
