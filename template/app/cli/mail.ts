import type { Command } from "@aegis-stack/runtime/commands";
import { newMailId } from "@aegis-stack/runtime/mail";
import { mail, outbox } from "#app/services/mail/index.ts";
import { testMail } from "#app/services/mail/test-mail.ts";
import { marked, print, printJson, styled, table } from "./terminal.ts";

interface Options {
  json?: boolean;
}

export const mutates = { outbox: false, show: false, test: true };

export function configure(command: Command): void {
  const add = (words: string, summary: string) =>
    command.command(words).description(summary).option("--json", "answer in JSON");

  add("outbox", "List the messages of development, newest first").action(list);
  add("show <id>", "Show a message of the outbox").action(show);
  add("test <to>", "Send a test message now, once").action(send);
}

async function list({ json }: Options): Promise<void> {
  const mails = await outbox.list();
  if (json) printJson(mails.map(({ id, sentAt, to, subject }) => ({ id, sentAt, to, subject })));
  else if (mails.length === 0) {
    const how = "npx my-app ops mail test you@example.com";
    print(`The outbox is empty; \`${how}\` puts a message there.`);
  } else {
    const rows = mails.map(({ id, sentAt, to, subject }) => [id, sentAt, to, subject]);
    print(table([["ID", "SENT", "TO", "SUBJECT"], ...rows]));
  }
}

async function show(id: string, { json }: Options): Promise<void> {
  const found = await outbox.show(id);
  if (json) printJson(found);
  else {
    const { from, to, subject, sentAt, text } = found;
    const heads = table(
      [
        ["From", from],
        ["To", to],
        ["Subject", subject],
        ["Sent", sentAt],
      ],
      (cell, column) => (column === 0 ? styled("dim", cell) : cell),
    );
    print(`${heads}\n\n${text.trimEnd()}`);
  }
}

/** By the server itself, past the worker: who tries the settings wants to hear at once. */
async function send(to: string, { json }: Options): Promise<void> {
  const now = new Date();
  const id = newMailId(now.getTime());
  const { kind, place } = mail.transport;
  try {
    await mail.transport.send({ id, message: testMail(to, { sentAt: now }) });
  } finally {
    await mail.close();
  }
  if (json) printJson({ id, transport: kind, place });
  else if (kind === "outbox") {
    const how = `npx my-app ops mail show ${id}`;
    print(marked("healthy", `In the outbox; \`${how}\` shows it.`));
  } else print(marked("healthy", `${place} has taken the message; look into the mailbox of ${to}.`));
}
