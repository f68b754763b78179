import type { Command, CommandModule } from "../../commands/index.ts";
import { AppError } from "../../errors/index.ts";
import { print, printJson } from "../../terminal/index.ts";
import { findAccountCaller } from "../callers/account-caller.ts";
import type { ToolScope } from "../tools/toolbox.ts";
import { describeConfirmation } from "./confirmation.ts";
import type { Mcp } from "./create-mcp.ts";
import { createCredential, formatCredential } from "./credentials.ts";
import type { McpOptions } from "./options.ts";

/** Whether each of these commands changes something. What tools do is recorded by the call. */
const MUTATES_BY_COMMAND = { mcp: false, token: false } as const;

/** Whom tools act for where there are no accounts, as commands do: `ai approvals` lists what waits for it. */
const TERMINAL_NAME = "terminal";

interface GivenOptions {
  readonly user?: string;
  readonly scope: string;
  readonly json?: boolean;
}

/** The commands of MCP, as one part of the command `ai`. */
export const createMcpCommand = (mcp: Pick<Mcp, "options">): CommandModule => ({
  mutates: MUTATES_BY_COMMAND,
  configure: (ai) => configureMcpCommand(ai, mcp),
});

/** Adds `mcp` to the command `ai`: the tools over standard input and output, and `mcp token`. */
export function configureMcpCommand(ai: Command, { options }: Pick<Mcp, "options">): void {
  const withCaller = (command: Command) =>
    command
      .option("--user <id>", "the account that tools act for: its id or e-mail address")
      .option(
        "--scope <scope>",
        "read: only tools that read; write: those that need a confirmation too",
        "read",
      )
      .option("--json", "answer in JSON");
  const mcp = withCaller(ai.command("mcp"))
    .description("Serve the tools to an editor or agent, over standard input and output")
    .enablePositionalOptions()
    .action((given: GivenOptions) => serve(options, given));
  withCaller(mcp.command("token"))
    .description("Create a token for MCP over HTTP, and print it once")
    .action((given: GivenOptions) => printToken(options, given));
}

/** Serves one client, until it closes the standard input or the process is asked to stop. */
async function serve(options: McpOptions, given: GivenOptions): Promise<void> {
  const scope = parseScope(options, given.scope);
  const user = await findAccount(options, given.user);
  const { serveOverStdio } = await import("./stdio.ts");
  await serveOverStdio({
    ...options,
    async access() {
      const caller = await findAccountCaller(options.accounts, user);
      if (caller === undefined) throw createNoAccountError();
      return { caller, scope };
    },
    describeConfirmation: (id) => describeConfirmation(options, id),
  });
}

/** The token is shown here and nowhere else; the settings hold its hash. */
async function printToken(options: McpOptions, given: GivenOptions): Promise<void> {
  const scope = parseScope(options, given.scope);
  const { token, credential } = createCredential(scope, await findAccount(options, given.user));
  const setting = `MCP_TOKEN=${formatCredential(credential)}`;
  if (given.json) return printJson({ token, setting });
  print(
    [
      "The token, for the editor or agent. It is not shown again:",
      `  ${token}`,
      "The setting of the server, which holds only its hash. Several are separated by commas:",
      `  ${setting}`,
    ].join("\n"),
  );
}

/** The id of the account that is named; without accounts the name itself. */
async function findAccount({ accounts }: McpOptions, user: string | undefined): Promise<string> {
  if (accounts === undefined) return user ?? TERMINAL_NAME;
  if (user === undefined) throw createUserRequiredError();
  const caller = await findAccountCaller(accounts, user);
  if (caller === undefined) throw createNoAccountError();
  return caller.id;
}

function parseScope({ ai }: McpOptions, given: string): ToolScope {
  if (given === "read") return given;
  if (given === "write") {
    if (ai.isPersistent) return given;
    throw createNotPersistentError();
  }
  throw new AppError({
    code: "ai.mcp-scope",
    category: "invalid",
    message: `There is no scope ${JSON.stringify(given)}.`,
    hint: "Give --scope read or --scope write.",
  });
}

const createNotPersistentError = () =>
  new AppError({
    code: "ai.mcp-not-persistent",
    category: "conflict",
    message:
      "Calls that wait to be confirmed are in the memory of one process here, so no one could confirm them.",
    hint: "Add a database to the application, or use the scope read.",
  });

const createUserRequiredError = () =>
  new AppError({
    code: "ai.mcp-user",
    category: "invalid",
    message: "Tools act for an account, and none is named.",
    hint: "Give --user with the id or the e-mail address of an account.",
  });

const createNoAccountError = () =>
  new AppError({
    code: "ai.mcp-account",
    category: "not-found",
    message: "There is no active account with this id or e-mail address.",
    hint: "List the accounts, and reactivate the account if it may be used.",
  });
