import type { OutboxMail } from "@aegis-stack/runtime/mail";
import { createTestOutbox, findMailLink } from "@aegis-stack/runtime/testing";
import { builtPages } from "./build.ts";
import { ownData } from "./operate.ts";
import { startServer } from "./start-server.ts";

/** The built pages with accounts and an outbox of their own. */
export async function startAuthServer() {
  const outbox = await createTestOutbox();
  const [directory, data] = await Promise.all([builtPages(), ownData()]);
  const environment = {
    ...data.environment,
    // Messages are then put into the outbox.
    NODE_ENV: "test",
    MAIL_URL: "",
    // Wherever the server is then counts as its address.
    PUBLIC_URL: "",
    AUTH_SECRET: "a secret of these tests, and of these alone",
    MAIL_OUTBOX: outbox.folder,
  };
  const server = await startServer({ mode: "production", directory, environment });
  return {
    url: server.url,
    logged: server.logged,
    /** The newest message to an address, when there are so many: they are sent after the answer. */
    mailTo: (to: string, count = 1): Promise<OutboxMail> => outbox.waitForMail(to, { count }),
    async stop() {
      await server.stop();
      await data.drop();
      await outbox.remove();
    },
  };
}

export type AuthServer = Awaited<ReturnType<typeof startAuthServer>>;

/** The path of the link in a message. */
export function linkIn(mail: OutboxMail): string {
  const { pathname, search } = findMailLink(mail);
  return pathname + search;
}
