// An application that has Fastify and the packed runtime, and neither React nor a frontend. It is copied into a folder of its
// own, started there, and reports what it has seen as JSON.
import { registerHooks } from "node:module";

const resolved = [];
registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    resolved.push(found.url);
    return found;
  },
});

const { default: fastify } = await import("fastify");
const { createOverseer, defineAction } = await import("@aegis-stack/runtime/overseer");
const { z } = await import("zod");

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
const cleared = [];
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
// The queues and the jobs are read, and what has happened to them is not.
const unreadable = async () => {
  throw new Error("the list took too long");
};
const tasks = {
  contracts: () => [],
  queues: async () => ({ engine: "redis", queues: [], workers: [], trouble: null }),
  list: unreadable,
};
const jobs = {
  list: async () => ({ lasting: true, schedulers: [], jobs: [], decidedUntil: null }),
  history: unreadable,
};
const recorded = [];
const run = async ({ copies }) => `Printed ${copies}.`;
const print = defineAction({
  name: "print",
  title: "Print",
  input: z.object({ copies: z.number().int().max(9) }),
  run,
});

const overseer = () =>
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
    capabilities: {
      tasks,
      jobs,
      cache: {
        stats: () => stats,
        async clear() {
          cleared.push("");
          return true;
        },
        async invalidateTag(tag) {
          cleared.push(tag);
          return true;
        },
      },
      audit: {
        record: async (event) => void recorded.push(event),
        list: async () => ({ entries: [], more: false }),
      },
    },
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

const app = fastify();
app.setNotFoundHandler((_request, reply) => reply.code(404).send("own page for what is not there"));
await app.register(overseer());
app.get("/", async () => "own");
const before = [...resolved];

const open = { authorization: "open" };
const get = async (url, headers = open) => {
  const { statusCode, body, headers: sent } = await app.inject({ url, headers });
  return { status: statusCode, body, headers: sent };
};
const post = async (url, fields, headers = {}) => {
  const { statusCode, body } = await app.inject({
    method: "POST",
    url,
    payload: new URLSearchParams(fields).toString(),
    headers: {
      ...open,
      host: "bare.example",
      "content-type": "application/x-www-form-urlencoded",
      ...headers,
    },
  });
  return { status: statusCode, body };
};
const wordOf = ({ body }) => /name="ask" value="([^"]+)"/.exec(body)?.[1] ?? "";

await get("/");
const afterOwn = [...resolved];
const overview = await get("/overseer");
const script = /\/overseer\/assets\/[\w.-]+\.js/.exec(overview.body)?.[0] ?? "";
const cache = await get("/overseer/components/cache");
const panel = await get("/overseer/panels/printers");
const form = { intent: "clear", tag: "news", ask: wordOf(cache) };
const belowPrefix = fastify();
belowPrefix.register(overseer(), { prefix: "/admin" });
const report = {
  prefixed: await belowPrefix.ready().then(
    () => "accepted",
    ({ code, message }) => `${code} ${message}`,
  ),
  ownNotFound: await get("/nothing"),
  before,
  afterOwn,
  after: resolved,
  overview,
  script,
  asset: await get(script, { "accept-encoding": "br" }),
  plainAsset: await get(script, {}),
  unknownAsset: await get("/overseer/assets/unknown.js"),
  data: await get("/overseer.data"),
  refused: await get("/overseer/components/cache", {}),
  failed: await get("/overseer", { authorization: "fail" }),
  unknown: await get("/overseer/components/unknown"),
  absent: await get("/overseer/components/database"),
  parts: [await get("/overseer/components/worker"), await get("/overseer/components/scheduler")],
  traversal: await get("/overseer/assets/..%2f..%2fserver.js"),
  panel,
  foreign: await post("/overseer/components/cache", form, { origin: "https://evil.example" }),
  clearedByForeign: [...cleared],
  sent: await post("/overseer/components/cache", form, { origin: "http://bare.example" }),
  sentTwice: await post("/overseer/components/cache", form),
  printed: await post("/overseer/panels/printers", {
    intent: "print",
    "field.copies": "2",
    ask: wordOf(panel),
  }),
  invalid: await post("/overseer/panels/printers", { intent: "print", "field.copies": "12", ask: "another" }),
  cleared,
  recorded,
  decorators: ["cspNonce", "sendFile", "overseer"].filter((name) => app.hasReplyDecorator(name)),
  json: (await app.inject({ method: "POST", url: "/nothing", payload: {} })).statusCode,
};
process.stdout.write(JSON.stringify(report));
await app.close();
