import { pino } from "pino";
import { expect, test } from "vitest";
import { createFreshAi } from "../ai/fresh-ai.fixture.ts";
import type { Auth } from "../auth/index.ts";
import { createCache } from "../cache/index.ts";
import type { Database } from "../database/index.ts";
import { createMail } from "../mail/index.ts";
import { createMemoryQueueEngine, createQueue } from "../queue/index.ts";
import { createMemoryJobStore, createScheduler } from "../scheduler/index.ts";
import type { OverseerPages } from "./capabilities.ts";
import { findPages } from "./find-pages.ts";

const log = pino({ level: "silent" });
const cache = createCache({ settings: { CACHE_ENTRIES: 1, CACHE_BYTES: 1 }, log });
const mail = createMail({
  settings: { NODE_ENV: "test", MAIL_URL: undefined, MAIL_FROM: undefined, MAIL_OUTBOX: "data/outbox" },
  name: "shop",
  root: "/nowhere",
  log,
});
const ai = createFreshAi();
const jobs = createScheduler({ name: "shop", store: createMemoryJobStore() });
const queue = createQueue({ queues: {}, engine: createMemoryQueueEngine() }).operations([]);

/** The compiler compares what the capabilities bring with what the pages need. */
const brought: Omit<OverseerPages, "database" | "accounts" | "audit"> = {
  ...cache.capability.overseer,
  ...mail.capability.overseer,
  ...ai.capability.overseer,
  ...jobs.capability.overseer,
  ...queue.capability.overseer,
};
const toAccountPages = ({ capability }: Auth): OverseerPages => capability.overseer;
const toDatabasePage = ({ capability }: Database<object>): OverseerPages => capability.overseer;

const partsOf = (listed: readonly { readonly capability: { readonly name: string } }[]) =>
  listed.map(({ capability }) => capability);

test("each capability of the list brings its page", () => {
  const pages = findPages({ capabilities: partsOf([cache, mail, ai, jobs, queue]) });
  expect(pages).toEqual(brought);
  expect(Object.keys(pages)).toEqual(["cache", "mail", "ai", "jobs", "tasks"]);
});

test("the database's page has its methods and the number of backups that are kept", () => {
  const read = async (): Promise<never> => {
    throw new Error("not read");
  };
  const database = { status: read, backups: read, backup: read, backupsKept: 3 };
  expect(findPages({ capabilities: [{ name: "database", overseer: { database } }] })).toEqual({ database });
  expect(toDatabasePage).toBeTypeOf("function");
});

test("the audit log is brought by a capability, with or without accounts", () => {
  const audit = { record: async () => {}, list: async () => ({ entries: [], more: false }) };
  expect(findPages({ capabilities: [{ name: "audit", overseer: { audit } }] })).toEqual({ audit });
  expect(toAccountPages).toBeTypeOf("function");
});

test.each([
  [
    "overseer.unknown-page",
    [{ name: "orders", overseer: { orders: {} } }],
    /"orders" brings a page "orders"/,
  ],
  [
    "overseer.incomplete-page",
    [{ name: "store", overseer: { cache: { clear() {}, stats() {} } } }],
    /"cache" of the capability "store" lacks invalidateTag\./,
  ],
  [
    "overseer.page-twice",
    [cache.capability, { name: "other", overseer: cache.capability.overseer }],
    /"cache" and "other" both bring the page "cache"/,
  ],
])("%s names the capability", (code, capabilities, message) => {
  expect(() => findPages({ capabilities })).toThrow(
    expect.objectContaining({ code, message: expect.stringMatching(message) }),
  );
});
