import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vi } from "vitest";
import { Outbox } from "#app/services/mail/outbox/outbox.ts";
import type { OutboxMail } from "#app/services/mail/report.ts";
import { builtPages } from "./build.ts";
import { ownData } from "./operate.ts";
import { startServer } from "./start-server.ts";

/** The built pages with accounts and an outbox of their own. */
export async function startAuthServer() {
  const outbox = await mkdtemp(join(tmpdir(), "test-outbox-"));
  const [directory, data] = await Promise.all([builtPages(), ownData()]);
  const environment = {
    ...data.environment,
    // Messages are then put into the outbox.
    NODE_ENV: "test",
    MAIL_URL: "",
    // Wherever the server is then counts as its address.
    PUBLIC_URL: "",
    AUTH_SECRET: "a secret of these tests, and of these alone",
    MAIL_OUTBOX: outbox,
  };
  const server = await startServer({ mode: "production", directory, environment });
  const mails = new Outbox(outbox);
  return {
    url: server.url,
    logged: server.logged,
    /** The newest message to an address, when there are so many: they are sent after the answer. */
    mailTo: (to: string, count = 1): Promise<OutboxMail> =>
      vi.waitFor(
        async () => {
          const found = (await mails.list()).filter((mail) => mail.to === to);
          const [newest] = found;
          if (!newest || found.length < count) throw new Error(`${found.length} messages to ${to}`);
          return newest;
        },
        // Nobody's promise, only so that it ends: a busy machine takes its time.
        { timeout: 120_000, interval: 20 },
      ),
    async stop() {
      await server.stop();
      await data.drop();
      await rm(outbox, { recursive: true, force: true });
    },
  };
}

export type AuthServer = Awaited<ReturnType<typeof startAuthServer>>;

/** The path of the link in a message. */
export function linkIn(mail: OutboxMail): string {
  const link = /https?:\/\/\S+/.exec(mail.text)?.[0];
  if (link === undefined) throw new Error(mail.text);
  const { pathname, search } = new URL(link);
  return pathname + search;
}
