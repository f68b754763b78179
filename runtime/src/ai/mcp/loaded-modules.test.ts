import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";

/** Serves MCP, and prints what is loaded before a request, after one that is refused and after one that is served. */
const SCRIPT = `
  import { registerHooks } from "node:module";
  import fastify from "fastify";
  const loaded = [];
  registerHooks({ load: (url, context, next) => { loaded.push(url); return next(url, context); } });
  const { createMcp } = await import("./index.ts");
  const { createCredential } = await import("./credentials.ts");
  const { token, credential } = createCredential("read", "ada");
  const mcp = createMcp({
    ai: { service: { tools: async () => [], callTool: async () => ({ kind: "done", result: null }) }, isPersistent: true },
    settings: { MCP_TOKEN: [credential] },
    name: "shop",
    version: "1.2.3",
    log: { debug() {}, warn() {}, error() {} },
    approvalPath: "/chat",
  });
  const started = [...loaded];
  const app = fastify();
  await app.register(mcp.routes, { prefix: "/mcp" });
  const request = (authorization) => app.inject({
    method: "POST",
    url: "/mcp",
    headers: { authorization, "content-type": "application/json", accept: "application/json, text/event-stream" },
    payload: '{"jsonrpc":"2.0","id":1,"method":"tools/list"}',
  });
  await request("Bearer wrong");
  const refused = [...loaded];
  const { statusCode } = await request("Bearer " + token);
  process.stdout.write(JSON.stringify({ started, refused, served: loaded, statusCode }));
`;

const isProtocolLibrary = (url: string) => url.includes("/node_modules/@modelcontextprotocol/");

test("the library of the protocol is loaded by the first request that is authorized", async () => {
  const child = spawn(process.execPath, ["--input-type=module", "--eval", SCRIPT], {
    cwd: import.meta.dirname,
    env: { PATH: process.env.PATH, NODE_ENV: "test" },
  });
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
  expect(err).toBe("");
  const { started, refused, served, statusCode } = JSON.parse(out) as Record<
    "started" | "refused" | "served",
    string[]
  > & { statusCode: number };
  expect(statusCode).toBe(200);
  expect(started.filter((url) => url.endsWith("/mcp/create-mcp.ts"))).toHaveLength(1);
  expect(started.filter((url) => /\/node_modules\/(?:ai|fastify|@modelcontextprotocol)\//.test(url))).toEqual(
    [],
  );
  expect(refused.filter(isProtocolLibrary)).toEqual([]);
  expect(served.filter(isProtocolLibrary).length).toBeGreaterThan(0);
});
