// Overseer of an application that has a cache, a worker and a scheduler that cannot be read, and a panel of its own.
import { createOverseer, defineAction } from "@aegis-stack/runtime/overseer";
import { z } from "zod";

const node = (name, children = []) => ({
  name,
  status: "healthy",
  message: `${name} works.`,
  responseTime: null,
  lastHealthyAt: null,
  since: "2027-01-31T08:00:00.000Z",
  critical: false,
  metadata: {},
  children,
});
const health = {
  report: async () => ({
    status: "healthy",
    ready: true,
    reasons: [],
    checkedAt: "2027-01-31T08:05:09.000Z",
    application: {
      name: "bare",
      version: "1.0.0",
      commit: null,
      environment: "production",
      node: "v24.0.0",
      platform: "linux x64",
      inContainer: false,
      pid: 1,
      startedAt: "2027-01-31T08:00:00.000Z",
      uptime: 309,
    },
    tree: node("bare", [node("components", [node("backend")])]),
  }),
};
/** The tags that were invalidated; empty for the whole cache. */
export const cleared = [];
const stats = {
  memoryHits: 3,
  remoteHits: 0,
  misses: 1,
  stale: 0,
  failures: 0,
  remoteErrors: 0,
  corrupt: 0,
  tooLarge: 0,
  memory: { entries: 1, bytes: 10, evicted: 0, limits: { entries: 10, bytes: 100 } },
  remote: null,
};
const TASK_METHODS =
  "cancel contracts discard discardAll drain enqueue list pause queues resume retry retryAll show".split(" ");
const JOB_METHODS = "history list pause resume run schedulers show".split(" ");
// The queues and the jobs are read, and what has happened to them is not.
const unreadable = async () => {
  throw new Error("the list took too long");
};
const tasks = {
  ...Object.fromEntries(TASK_METHODS.map((name) => [name, unreadable])),
  contracts: () => [],
  queues: async () => ({ engine: "redis", queues: [], workers: [], trouble: null }),
};
const jobs = {
  ...Object.fromEntries(JOB_METHODS.map((name) => [name, unreadable])),
  list: async () => ({ lasting: true, schedulers: [], jobs: [], decidedUntil: null }),
};
const cache = {
  stats: () => stats,
  async clear() {
    cleared.push("");
    return true;
  },
  async invalidateTag(tag) {
    cleared.push(tag);
    return true;
  },
};
/** What the audit log has. */
export const recorded = [];
const audit = {
  record: async (event) => void recorded.push(event),
  list: async () => ({ entries: [], more: false }),
};
const run = async ({ copies }) => `Printed ${copies}.`;
const print = defineAction({
  name: "print",
  title: "Print",
  input: z.object({ copies: z.number().int().max(9) }),
  run,
});

/** Creates the plugin. A request is let in by the header `authorization: open`. */
export const overseer = () =>
  createOverseer({
    health,
    metrics: { history: () => [] },
    guard: {
      async authorize({ headers }) {
        if (headers.authorization === "open") return { kind: "granted" };
        if (headers.authorization === "fail") throw new Error("the guard broke");
        return { kind: "credentials", challenge: 'Basic realm="bare"' };
      },
      actor: async ({ id }) => ({ actor: { id: null, name: "operator" }, requestId: id }),
    },
    capabilities: [
      { name: "queue", overseer: { tasks } },
      { name: "scheduler", overseer: { jobs } },
      { name: "cache", overseer: { cache } },
      { name: "ledger", overseer: { audit } },
    ],
    panels: [
      {
        name: "printers",
        title: "Printers",
        load: async () => [
          { kind: "figures", items: [{ label: "Pages", value: 1200 }] },
          { kind: "table", columns: ["Printer", "State"], rows: [["first", "ready"]] },
        ],
        actions: [print],
      },
    ],
  });
