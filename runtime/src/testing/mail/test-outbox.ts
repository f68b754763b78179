import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { MailOutbox, type OutboxMail } from "../../mail/index.ts";

/** What is waited for, and how long. */
export interface WaitForMailOptions {
  /** How many messages the address must have received by then. The default is 1. */
  readonly count?: number;
  /** The default is two minutes, so that a busy machine decides no test. */
  readonly timeoutMs?: number;
}

/** An outbox in a folder of its own, where a test reads what an application has sent. */
export interface TestOutbox {
  /** The folder: the value of MAIL_OUTBOX for the application under test, where MAIL_URL is not set. */
  readonly folder: string;
  /** The outbox itself, to add messages or to read them as the application does. */
  readonly outbox: MailOutbox;
  /** The messages to an address, newest first. */
  list(to: string): Promise<OutboxMail[]>;
  /**
   * Waits for a message to an address: an application may send it after its response.
   *
   * @returns the newest
   * @throws Error with the number of messages that have arrived, when the time is up
   */
  waitForMail(to: string, options?: WaitForMailOptions): Promise<OutboxMail>;
  /** Deletes the folder. */
  remove(): Promise<void>;
}

const POLL_INTERVAL_MS = 20;
const MAIL_TIMEOUT_MS = 120_000;

/** Creates an empty outbox in the folder for temporary files. The caller removes it. */
export async function createTestOutbox(): Promise<TestOutbox> {
  const folder = await mkdtemp(join(tmpdir(), "test-outbox-"));
  const outbox = new MailOutbox(folder);
  const list = async (to: string) => (await outbox.list()).filter((mail) => mail.to === to);
  return {
    folder,
    outbox,
    list,
    async waitForMail(to, { count = 1, timeoutMs = MAIL_TIMEOUT_MS } = {}) {
      const deadline = performance.now() + timeoutMs;
      for (;;) {
        const found = await list(to);
        const [newest] = found;
        if (newest && found.length >= count) return newest;
        if (performance.now() >= deadline) throw new Error(`${found.length} of ${count} messages to ${to}`);
        await delay(POLL_INTERVAL_MS);
      }
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** The first link in the text of a message. @throws Error with the text, when there is none */
export function findMailLink({ text }: Pick<OutboxMail, "text">): URL {
  const link = URL.parse(/https?:\/\/\S+/.exec(text)?.[0] ?? "");
  if (link) return link;
  throw new Error(`The message has no link: ${text}`);
}
