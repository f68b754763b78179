import { createCache } from "@aegis-stack/runtime/cache"; // aegis:cache
import type { MailMessage } from "@aegis-stack/runtime/mail";
import { createRedisConnections } from "@aegis-stack/runtime/redis"; // aegis:cache&redis
import { pino } from "pino"; // aegis:cache
import { cachedSessions } from "#app/services/auth/cached-sessions.ts"; // aegis:cache
import { type FreshAuthOptions, freshAuth, GOOD_PASSWORD } from "#app/services/auth/fresh-auth.fixture.ts";
import type { Role } from "#app/services/auth/roles.ts";
import type { SessionMemory } from "#app/services/auth/session-memory.ts"; // aegis:cache
import { listening, testServer } from "../backend/test-server.ts";
import { type Browser, browserAt } from "./browser.ts";
import { type Got, type Sent, send } from "./send.ts";

export interface WorldOptions extends Omit<FreshAuthOptions, "memory"> {
  environment?: Record<string, string>;
  /** Whether sessions are remembered, where there is a cache. */
  cached?: boolean;
}

/** The application's API with accounts of its own, on a port of its own. It goes when the test ends. */
export async function world({ environment = {}, ...options }: WorldOptions = {}) {
  const memory = options.cached === false ? {} : { memory: remembering() }; // aegis:cache
  const accounts = await freshAuth({ ...options, ...memory }); // aegis:cache
  // const accounts = await freshAuth(options); // aegis:!cache
  const { auth, users, mails, sent } = accounts;
  const server = await testServer({
    environment: { RATE_LIMIT: "100000", LOG_LEVEL: "trace", ...environment },
    services: { auth, users },
  });
  const url = await listening(server.app);
  const ask = (path: string, given?: Sent): Promise<Got> => send(new URL(path, url), given);
  return {
    ...accounts,
    url,
    ask,
    browser: (): Browser => browserAt(ask, options.publicUrl ?? url.origin),
    /** An account that can sign in. */
    person: (email: string, role: Role = "user") =>
      users.create({ name: email.split("@")[0] ?? "", email, password: GOOD_PASSWORD, role }),
    /** Messages so far, once all that were begun are sent. */
    async mailed(): Promise<readonly MailMessage[]> {
      await mails.settled();
      return sent;
    },
    /** What the server has logged. */
    logged: () => server.lines.map((line) => JSON.stringify(line)).join("\n"),
  };
}

/** The value of `token` in the link of a message. */
export const tokenIn = (mail: MailMessage | undefined): string =>
  /[?&]token=([^\s&]+)/.exec(mail?.text ?? "")?.[1] ?? "";

// #region aegis:cache
function remembering(): SessionMemory {
  const log = pino({ level: "silent" });
  const redis = createRedisConnections({ url: undefined, prefix: "test", log, name: "test" }); // aegis:cache&redis
  const cache = createCache({
    settings: { CACHE_ENTRIES: 1_000, CACHE_BYTES: 1_000_000 },
    log,
    redis, // aegis:redis
  });
  return cachedSessions({ cache, secret: () => "what the cache of these tests is sealed with" });
}
// #endregion aegis:cache
