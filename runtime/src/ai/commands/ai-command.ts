import type { Command, CommandModule } from "../../commands/index.ts";
import { describeCallers } from "./find-caller.ts";
import type { AiCommandOptions, CallerOptions, MessageOptions } from "./options.ts";

// Tools that change something are recorded by the audit log of the tools, whatever calls them.
const MUTATES_BY_COMMAND = {
  chat: false,
  ask: false,
  usage: false,
  models: false,
  conversations: false,
  approvals: false,
  list: false,
  confirm: true,
  refuse: true,
};

/** `ai`: asks models, and shows what they are asked. Each command is imported when it is run. */
export function createAiCommand(options: AiCommandOptions): CommandModule {
  const { parts = [] } = options;
  return {
    mutates: Object.assign({}, MUTATES_BY_COMMAND, ...parts.map(({ mutates }) => mutates)),
    configure(command) {
      configureMessages(command, options);
      configureReports(command, options);
      configureApprovals(command, options);
      for (const part of parts) part.configure(command);
    },
  };
}

/** Adds a command that is run for a caller. */
function addCallerCommand(command: Command, { accounts }: AiCommandOptions, words: string, summary: string) {
  const added = command.command(words).description(summary);
  if (accounts) added.option("--user <e-mail>", "the account that it is run for");
  return added;
}

const JSON_OPTION = ["--json", "answer in JSON"] as const;

function configureMessages(command: Command, options: AiCommandOptions): void {
  const add = (words: string, summary: string) =>
    addCallerCommand(command, options, words, summary)
      .option("--model <provider:model>", "the model to ask; by default that of AI_MODEL")
      .option("--conversation <id>", "the conversation to continue")
      .addHelpText("after", `\n${describeCallers(options.accounts !== undefined)}`);

  add("chat", "Talk to a model, message by message").action(async (given: MessageOptions) =>
    (await import("./chat.ts")).chat(options, given),
  );
  add("ask <text...>", "Send one message and print the response; - reads it from standard input")
    .option("--background", "let a worker answer, and print where the answer will be")
    .option(...JSON_OPTION)
    .action(async (words: readonly string[], given: MessageOptions) =>
      given.background
        ? (await import("./ask-in-background.ts")).askInBackground(options, words, given)
        : (await import("./ask.ts")).ask(options, words, given),
    );
}

function configureReports(command: Command, options: AiCommandOptions): void {
  addCallerCommand(command, options, "usage", "Show requests, tokens and cost by day and model")
    .option("--days <number>", "how many days, with today", "7")
    .option(...JSON_OPTION)
    .action(async (given: CallerOptions & { readonly days: string }) =>
      (await import("./usage.ts")).usage(options, given),
    );
  command
    .command("models")
    .description("List the providers and the model that answers by default")
    .option(...JSON_OPTION)
    .action(async (given: CallerOptions) => (await import("./models.ts")).models(options, given));
  addCallerCommand(command, options, "conversations", "List conversations, newest first")
    .option(...JSON_OPTION)
    .action(async (given: CallerOptions) =>
      (await import("./conversations.ts")).conversations(options, given),
    );
}

function configureApprovals(command: Command, options: AiCommandOptions): void {
  const approvals = command
    .command("approvals")
    .description("Decide the calls of tools that wait for an approval");
  const add = (words: string, summary: string, settings?: { readonly isDefault: boolean }) => {
    const added = approvals
      .command(words, settings)
      .description(summary)
      .option(...JSON_OPTION);
    if (options.accounts) added.option("--user <e-mail>", "the account that it is run for");
    return added;
  };
  add("list", "List the calls that wait", { isDefault: true }).action(async (given: CallerOptions) =>
    (await import("./approvals.ts")).listApprovals(options, given),
  );
  add("confirm <id>", "Run a call that waits").action(async (id: string, given: CallerOptions) =>
    (await import("./approvals.ts")).confirmApproval(options, id, given),
  );
  add("refuse <id>", "Drop a call that waits").action(async (id: string, given: CallerOptions) =>
    (await import("./approvals.ts")).refuseApproval(options, id, given),
  );
}
