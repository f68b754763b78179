import { AppError } from "../../errors/index.ts";
import type { AiCaller } from "../caller.ts";
import { findAccountCaller } from "../callers/account-caller.ts";
import type { AiCommandOptions, CallerOptions } from "./options.ts";

/** The caller of a command that names no account: the application itself, at a terminal. */
const TERMINAL_CALLER: AiCaller = { kind: "system", id: "terminal" };

/** What the caller of a command may do, for its help. */
export const describeCallers = (hasAccounts: boolean): string =>
  [
    "The command is run as the application itself: its own conversations and approvals, no daily budget but",
    "the application's, and each tool that is not limited to certain callers.",
    ...(hasAccounts
      ? ["With --user it has the conversations, the rights and the budget of that account."]
      : []),
  ].join("\n");

/**
 * Finds the caller that a command is run for.
 *
 * @throws AppError `ai.unknown-user` when no account has the address, or when it is deactivated
 */
export async function findCommandCaller(
  { accounts, name }: Pick<AiCommandOptions, "accounts" | "name">,
  { user: email }: CallerOptions,
): Promise<AiCaller> {
  if (email === undefined) return TERMINAL_CALLER;
  const caller = accounts && (await findAccountCaller(accounts, email));
  if (caller !== undefined) return caller;
  throw new AppError({
    code: "ai.unknown-user",
    category: "not-found",
    message: `No active account has the address ${email}.`,
    hint: `\`${name} ops users list\` shows the accounts.`,
  });
}
