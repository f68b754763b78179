import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { until } from "../until.ts";

interface Mail {
  to: string;
  text: string;
}

function mailsTo(folder: string, to: string): Mail[] {
  const outbox = join(folder, "data/outbox");
  try {
    const names = readdirSync(outbox).filter((name) => name.endsWith(".json"));
    // Their names begin with the time.
    const mails = names.sort().map((name): Mail => JSON.parse(readFileSync(join(outbox, name), "utf8")));
    return mails.filter((mail) => mail.to === to);
  } catch {
    return [];
  }
}

/** The link in the newest message to somebody in an application's outbox, when there are so many. */
export async function linkInMail(folder: string, to: string, count = 1): Promise<string> {
  await until(`${count} messages to ${to}`, () => mailsTo(folder, to).length >= count);
  const link = /https?:\/\/\S+/.exec(mailsTo(folder, to).at(-1)?.text ?? "")?.[0];
  if (link === undefined) throw new Error(`there is no link in the message to ${to}`);
  return link;
}
