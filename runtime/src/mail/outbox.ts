import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join, relative } from "node:path";
import { AppError } from "../errors/index.ts";
import type { Mailbox } from "./mailbox.ts";
import { type MailLetter, mailId } from "./message.ts";
import { type OutboxMail, outboxMail } from "./report.ts";
import type { MailTransport } from "./transport.ts";

/** How many messages are kept; the oldest are deleted when a new one is added. */
const MAX_KEPT_MESSAGES = 200;

const MAIL_EXTENSION = ".json";
const DRAFT_EXTENSION = ".draft";

/** Messages as files, one each, instead of being sent: for development. */
export class MailOutbox {
  readonly folder: string;
  readonly #kept: number;

  constructor(folder: string, kept = MAX_KEPT_MESSAGES) {
    this.folder = folder;
    this.#kept = kept;
  }

  /** Keeps one. A reader sees all of it or none; the same letter again takes the place of the first. */
  async put({ id, message }: MailLetter, from: string): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const mail: OutboxMail = { id, sentAt: getMailTime(id), from, ...message };
    const draft = join(this.folder, `${id}${DRAFT_EXTENSION}`);
    // Messages hold links that sign a user in, so no other user of the machine may read them.
    const file = await open(draft, "w", 0o600);
    try {
      await file.writeFile(`${JSON.stringify(mail, null, 2)}\n`);
    } finally {
      await file.close();
    }
    await rename(draft, this.#path(id));
    await this.#prune();
  }

  /** Newest first. What cannot be read is left out. */
  async list(): Promise<OutboxMail[]> {
    const ids = (await this.#ids()).toReversed();
    const found = await Promise.all(ids.map((id) => this.#read(id)));
    return found.filter((mail) => mail !== undefined);
  }

  /** How many there are. */
  async count(): Promise<number> {
    return (await this.#ids()).length;
  }

  /** @throws AppError `mail.unknown`, also for what is no id */
  async show(id: string): Promise<OutboxMail> {
    // Only what has the form of an id may become a path.
    const found = mailId.safeParse(id).success ? await this.#read(id) : undefined;
    if (found) return found;
    throw new AppError({
      code: "mail.unknown",
      category: "not-found",
      message: "There is no such message in the outbox.",
      hint: `Check the id; the newest ${this.#kept} messages are kept.`,
    });
  }

  #path(id: string): string {
    return join(this.folder, `${id}${MAIL_EXTENSION}`);
  }

  async #names(): Promise<string[]> {
    try {
      return (await readdir(this.folder)).sort();
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  }

  /** Oldest first. */
  async #ids(): Promise<string[]> {
    const names = await this.#names();
    return names
      .filter((name) => name.endsWith(MAIL_EXTENSION))
      .map((name) => name.slice(0, -MAIL_EXTENSION.length))
      .filter((id) => mailId.safeParse(id).success);
  }

  async #read(id: string): Promise<OutboxMail | undefined> {
    try {
      return outboxMail.safeParse(JSON.parse(await readFile(this.#path(id), "utf8"))).data;
    } catch (error) {
      // Another process may have removed it just now, and half of a file is no message.
      if (isMissing(error) || error instanceof SyntaxError) return undefined;
      throw error;
    }
  }

  /** Deletes the oldest, and drafts of their age that a killed process has left. */
  async #prune(): Promise<void> {
    const ids = await this.#ids();
    const oldest = ids.at(-this.#kept);
    if (ids.length <= this.#kept || oldest === undefined) return;
    const names = (await this.#names()).filter((name) => name < oldest && /\.(json|draft)$/.test(name));
    await Promise.all(names.map((name) => rm(join(this.folder, name), { force: true })));
  }
}

/** An id begins with its milliseconds. */
const getMailTime = (id: string): string => new Date(Number(id.slice(0, 13))).toISOString();

const isMissing = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ENOENT";

/** Puts messages where a developer can read them. @param root the application's folder, to which `place` is relative */
export function createOutboxTransport(
  outbox: MailOutbox,
  { name, address }: Mailbox,
  root: string,
): MailTransport {
  const place = relative(root, outbox.folder);
  const from = name === "" ? address : `${name} <${address}>`;
  return {
    kind: "outbox",
    place: place.startsWith("..") ? outbox.folder : place,
    send: (letter) => outbox.put(letter, from),
    verify: async () => {},
    close() {},
  };
}
