import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import {
  APPLICATION_ID_HEADER,
  createApplicationId,
  parseApplicationName,
} from "@aegis-stack/runtime/address";
import { expect, onTestFinished, test } from "vitest";
import { APP_NAME } from "#app/core/constants.ts";
import { listening, testServer } from "../backend/test-server.ts";
import { runCli } from "./run-cli.ts";

/** A server that says that it is `id`, and what it was asked. */
async function impostor(id: string | undefined) {
  const asked: Pick<IncomingMessage, "url" | "headers">[] = [];
  const server = createServer(({ url, headers }, response) => {
    asked.push({ url, headers });
    response.writeHead(200, { ...(id !== undefined && { [APPLICATION_ID_HEADER]: id }) }).end("{}");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return { port: (server.address() as AddressInfo).port, asked };
}

test("the server of this folder is known by its id", async () => {
  const { app } = await testServer();
  const { port } = await listening(app);
  expect(await runCli(["health"], { PORT: port })).toMatchObject({ exitCode: 0, stderr: "" });
});

test("where nothing answers there is nothing to refuse", async () => {
  const { stderr } = await runCli(["health"], { PORT: "1" });
  expect(stderr).toContain("[server.not-running]");
});

test.each([
  [
    "another application",
    createApplicationId("shop", "/srv/shop"),
    "server.other-application",
    "another application, shop",
  ],
  [
    "a copy in another folder",
    createApplicationId(APP_NAME, "/srv/copy"),
    "server.other-application",
    "from another folder",
  ],
  ["what does not say what it is", undefined, "server.unexpected-answer", "is not this version of"],
  ["what gives no id", "shop", "server.unexpected-answer", "is not this version of"],
])("%s is asked nothing and shown no password", async (_name, id, code, sentence) => {
  const { port, asked } = await impostor(id);
  const environment = { PORT: String(port), OVERSEER_PASSWORD: "correct horse battery" };
  const { exitCode, stderr } = await runCli(["health"], environment);
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining(`[${code}]`)]);
  expect(stderr).toContain(sentence);
  expect(asked.map(({ url }) => url)).toEqual(["/health/live"]);
  expect(asked[0]?.headers).not.toHaveProperty("authorization");
});
// #region aegis:worker=redis

test("a command that acts does not act on another application", async () => {
  const { port, asked } = await impostor(createApplicationId("shop", "/srv/shop"));
  for (const words of [
    ["ops", "queues", "pause", "system"],
    ["ops", "tasks", "enqueue", "greet"],
  ]) {
    const { exitCode, stderr } = await runCli(words, { PORT: String(port) });
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining("[server.other-application]")]);
  }
  expect(asked.map(({ url }) => url)).toEqual(["/health/live", "/health/live"]);
});
// #endregion

test("a name cannot hold what a terminal would obey", () => {
  expect(parseApplicationName(createApplicationId("sh\u001b[2Jop", "/"))).toBe("sh [2Jop");
  expect(parseApplicationName("%zz:0123456789abcdef")).toBeUndefined();
});

test("health asks whatever it is told to by --url", async () => {
  const { port, asked } = await impostor(createApplicationId("shop", "/srv/shop"));
  await runCli(["health", "--url", `http://127.0.0.1:${port}`]);
  expect(asked.map(({ url }) => url)).toContain("/health");
});
