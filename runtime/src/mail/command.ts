import type { Command, CommandModule } from "../commands/index.ts";
import { formatCommand } from "../format/index.ts";
import { formatStatus, formatTable, print, printJson, styled } from "../terminal/index.ts";
import { type MailMessage, newMailId } from "./message.ts";
import type { MailOutbox } from "./outbox.ts";
import type { MailTransport } from "./transport.ts";

interface Options {
  readonly json?: boolean;
}

/** What the command is created from. */
export interface MailCommandOptions {
  readonly transport: MailTransport;
  readonly outbox: Pick<MailOutbox, "list" | "show">;
  /** Creates the message by which operators test the settings; without it there is no `ops mail test`. */
  readonly testMessage: ((to: string, sentAt: Date) => MailMessage) | undefined;
  /** The name of the application. */
  readonly name: string;
}

/** `ops mail`: shows the outbox and sends a test message. */
export const createMailCommand = (options: MailCommandOptions): CommandModule => ({
  mutates: { outbox: false, show: false, ...(options.testMessage && { test: true }) },
  configure(command: Command) {
    const { testMessage } = options;
    const add = (words: string, summary: string) =>
      command.command(words).description(summary).option("--json", "answer in JSON");
    add("outbox", "List the messages of development, newest first").action((given: Options) =>
      list(options, given),
    );
    add("show <id>", "Show a message of the outbox").action((id: string, given: Options) =>
      show(options, id, given),
    );
    if (testMessage)
      add("test <to>", "Send a test message now, once").action((to: string, given: Options) =>
        send(options, (sentAt) => testMessage(to, sentAt), given),
      );
  },
});

async function list({ outbox, name }: MailCommandOptions, { json }: Options): Promise<void> {
  const mails = await outbox.list();
  if (json) printJson(mails.map(({ id, sentAt, to, subject }) => ({ id, sentAt, to, subject })));
  else if (mails.length === 0) {
    const example = formatCommand(`${name} ops mail test you@example.com`);
    print(`The outbox is empty; \`${example}\` puts a message there.`);
  } else {
    const rows = mails.map(({ id, sentAt, to, subject }) => [id, sentAt, to, subject]);
    print(formatTable([["ID", "SENT", "TO", "SUBJECT"], ...rows]));
  }
}

async function show({ outbox }: MailCommandOptions, id: string, { json }: Options): Promise<void> {
  const mail = await outbox.show(id);
  if (json) return printJson(mail);
  const { from, to, subject, sentAt, text } = mail;
  const headers = formatTable(
    [
      ["From", from],
      ["To", to],
      ["Subject", subject],
      ["Sent", sentAt],
    ],
    (cell, column) => (column === 0 ? styled("dim", cell) : cell),
  );
  print(`${headers}\n\n${text.trimEnd()}`);
}

/** Without the worker: an operator who tests the settings needs the result at once. */
async function send(
  { transport, name }: MailCommandOptions,
  createMessage: (sentAt: Date) => MailMessage,
  { json }: Options,
): Promise<void> {
  const now = new Date();
  const id = newMailId(now.getTime());
  const { kind, place } = transport;
  const message = createMessage(now);
  await transport.send({ id, message });
  if (json) printJson({ id, transport: kind, place });
  else if (kind === "outbox") {
    const command = formatCommand(`${name} ops mail show ${id}`);
    print(formatStatus("healthy", `In the outbox; \`${command}\` shows it.`));
  } else
    print(formatStatus("healthy", `${place} has taken the message; look into the mailbox of ${message.to}.`));
}
