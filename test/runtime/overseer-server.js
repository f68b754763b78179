// An application that has Fastify and the packed runtime, and neither React nor a frontend. It is copied into a folder of its
// own, started there, and reports what it has seen as JSON.

import { registerHooks } from "node:module";
import { gunzipSync } from "node:zlib";

const resolved = [];
registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    resolved.push(found.url);
    return found;
  },
});

const { default: fastify } = await import("fastify");
const { cleared, overseer, recorded } = await import("./overseer-options.js");

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
const unzip = async (url) => {
  const { rawPayload, headers } = await app.inject({ url, headers: { "accept-encoding": "gzip, deflate" } });
  return { encoding: headers["content-encoding"], text: gunzipSync(rawPayload).toString() };
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
  zippedAssets: [await unzip(script), await unzip(script)],
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
