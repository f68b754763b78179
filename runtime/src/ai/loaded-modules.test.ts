import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";

/** Creates the models of an application, and prints what was loaded before and after their first request. */
const SCRIPT = `
  import { registerHooks } from "node:module";
  const loaded = [];
  registerHooks({ load: (url, context, next) => { loaded.push(url); return next(url, context); } });
  const ai = await import("./index.ts");
  const { checkSettings, baseSettings } = await import("../settings/index.ts");
  const fragments = [ai.aiSettings, ai.openAiSettings, ai.anthropicSettings, ai.googleSettings, ai.ollamaSettings];
  const { values } = checkSettings(Object.assign({}, baseSettings, ...fragments), "web", { NODE_ENV: "test" });
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const { service } = ai.createAi({
    settings: values,
    name: "shop",
    version: "1.2.3",
    log,
    path: "/api/v1/ai",
    dataDirectory: "/nonexistent",
    providers: [ai.openAi(values), ai.anthropic(values), ai.google(values), ai.ollama(values)],
    instructions: () => "",
  });
  const before = [...loaded];
  await service.chat({ caller: { kind: "system", id: "test" }, text: "Hello" });
  process.stdout.write(JSON.stringify({ before, after: loaded }));
`;

const HEAVY = /\/node_modules\/(?:ai|@ai-sdk\/[\w-]+|fastify|marked|@modelcontextprotocol\/\w+)\//;

test("neither the SDK nor a provider nor Fastify is loaded before the first request to a model", async () => {
  const child = spawn(process.execPath, ["--input-type=module", "--eval", SCRIPT], {
    cwd: import.meta.dirname,
    env: { PATH: process.env.PATH, NODE_ENV: "test" },
  });
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
  expect(err).toBe("");
  const { before, after }: { before: string[]; after: string[] } = JSON.parse(out);
  expect(before.filter((url) => url.endsWith("/ai/create-ai.ts"))).toHaveLength(1);
  expect(before.filter((url) => HEAVY.test(url))).toEqual([]);
  // The request loads it, so that the test would see it.
  expect(after.filter((url) => /\/node_modules\/ai\//.test(url)).length).toBeGreaterThan(0);
});
