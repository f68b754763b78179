import { pino } from "pino";
import { describe } from "vitest";
import { createCache } from "../../cache/index.ts";
import type { HttpServerValues } from "../../http/index.ts";
import type { MailMessage } from "../../mail/index.ts";
import { createAuthServer, listenAnywhere } from "../auth-server.fixture.ts";
import {
  describeOnEachDatabase,
  type FreshAuth,
  type FreshAuthOptions,
  GOOD_PASSWORD,
  roles,
  type TestEngine,
} from "../fresh-auth.fixture.ts";
import { createCachedSessions } from "../sessions/cached-sessions.ts";
import type { SessionCache } from "../sessions/session-cache.ts";
import { type Browser, createBrowser } from "./browser.fixture.ts";
import { type Got, type Sent, send } from "./send.fixture.ts";

interface WorldOptions extends FreshAuthOptions {
  readonly settings?: Partial<HttpServerValues>;
  /** Whether sessions are cached; they are by default. */
  readonly cached?: boolean;
}

/** Creates an application with accounts of its own, on a port of its own, for the calling test. */
export type World = ReturnType<typeof createWorlds>;

/** Defines the same attacks for each engine of the database. */
export function describeAttacks(define: (world: World) => void): void {
  describe("attacks", () => describeOnEachDatabase((freshAuth) => define(createWorlds(freshAuth))));
}

const createWorlds = (freshAuth: FreshAuth) =>
  async function world({ settings, cached = true, ...options }: WorldOptions = {}) {
    const accounts = await freshAuth(cached ? { cache: createTestCache(), ...options } : options);
    const { users, mails, sent } = accounts;
    const testEngine: TestEngine = accounts.testEngine;
    const { app, lines } = await createAuthServer({ accounts, ...(settings && { settings }) });
    const url = await listenAnywhere(app);
    const ask = (path: string, given?: Sent): Promise<Got> => send(new URL(path, url), given);
    return {
      ...accounts,
      testEngine,
      url,
      ask,
      browser: (): Browser => createBrowser(ask, options.publicUrl ?? url.origin),
      /** An account that can sign in. */
      createUser: (email: string, role: (typeof roles.names)[number] = "user") =>
        users.create({ name: email.split("@")[0] ?? "", email, password: GOOD_PASSWORD, role }),
      /** Messages so far, once all that were begun are sent. */
      async mailed(): Promise<readonly MailMessage[]> {
        await mails.settled();
        return sent;
      },
      /** What the server has logged. */
      logged: () => lines.map((line) => JSON.stringify(line)).join("\n"),
    };
  };

/** The value of `token` in the link of a message. */
export const tokenIn = (mail: MailMessage | undefined): string =>
  /[?&]token=([^\s&]+)/.exec(mail?.text ?? "")?.[1] ?? "";

function createTestCache(): SessionCache {
  const log = pino({ level: "silent" });
  const cache = createCache({ settings: { CACHE_ENTRIES: 1_000, CACHE_BYTES: 1_000_000 }, log });
  const isRole = (text: string) => roles.isRole(text);
  return createCachedSessions({
    cache,
    secret: () => "what the cache of these tests is sealed with",
    isRole,
  });
}
