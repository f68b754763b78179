import { spawn } from "node:child_process";
import { once } from "node:events";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { expect, onTestFinished, test } from "vitest";
import { findCredential, parseCredentials } from "./credentials.ts";
import { createMessage, readResult } from "./mcp-server.fixture.ts";
import { STDIO_APPLICATION_FILE } from "./stdio-application.fixture.ts";

/** Starts the command line of an application; whatever happens, it ends with the test. */
function startCommand(words: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const process_ = spawn(process.execPath, [STDIO_APPLICATION_FILE, "ai", "mcp", ...words], {
    env: { ...process.env, ...environment },
  });
  onTestFinished(() => void process_.kill("SIGKILL"));
  const texts = { stdout: "", stderr: "" };
  const waiting = new Set<() => void>();
  for (const name of ["stdout", "stderr"] as const)
    process_[name].setEncoding("utf8").on("data", (text: string) => {
      texts[name] += text;
      for (const check of waiting) check();
    });
  /** Resolves once the process has written a text. */
  const waitFor = (name: keyof typeof texts, text: string) =>
    new Promise<void>((resolve) => {
      const check = () => {
        if (!texts[name].includes(text)) return;
        waiting.delete(check);
        resolve();
      };
      waiting.add(check);
      check();
    });
  const exited = once(process_, "close").then(([code]) => code as number | null);
  return { process: process_, texts, waitFor, exited };
}

const initialize = createMessage("initialize", {
  protocolVersion: "2025-11-25",
  capabilities: {},
  clientInfo: { name: "test", version: "1" },
});
const call = (name: string, input: object = {}) =>
  `${createMessage("tools/call", { name, arguments: input })}\n`;

test("the official client lists and calls tools, and what they print is not in its way", async () => {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [STDIO_APPLICATION_FILE, "ai", "mcp", "--user", "ada@example.com", "--scope", "write"],
    stderr: "pipe",
  });
  let log = "";
  transport.stderr?.on("data", (text: Buffer) => {
    log += text.toString();
  });
  const client = new Client({ name: "test", version: "1.0.0" });
  await client.connect(transport);
  onTestFinished(() => client.close());
  expect((await client.listTools()).tools.map(({ name }) => name)).toEqual([
    "findOrder",
    "wait",
    "cancelOrder",
  ]);
  const found = await client.callTool({ name: "findOrder", arguments: { number: 17 } });
  expect(readResult(found)).toEqual({ text: '{"number":17,"state":"paid"}', isError: false });
  const cancelled = await client.callTool({ name: "cancelOrder", arguments: { number: 17 } });
  expect(JSON.parse(readResult(cancelled).text)).toMatchObject({
    address: "/chat",
    approval: expect.any(String),
  });
  expect(log).toContain("printed by a tool");
  expect(log).toContain("written by a tool");
  expect(log).toContain('"caller":{"kind":"user","id":"ada","name":"ada@example.com"}');
  expect(log).not.toContain("the order was cancelled");
});

test("unless more is requested, only tools that read are there", async () => {
  const { process: server, texts, waitFor, exited } = startCommand(["--user", "ada"]);
  server.stdin.write(`${initialize}\n${createMessage("tools/list")}\n`);
  await waitFor("stdout", "findOrder");
  server.stdin.end();
  expect(await exited).toBe(0);
  expect(texts.stdout).not.toContain("cancelOrder");
  for (const line of texts.stdout.trim().split("\n"))
    expect(JSON.parse(line)).toMatchObject({ jsonrpc: "2.0" });
});

test("a client that closes the input aborts its calls and ends the process", async () => {
  const { process: server, texts, waitFor, exited } = startCommand(["--user", "ada"]);
  server.stdin.write(`${initialize}\n${call("wait")}`);
  await waitFor("stderr", "the tool waits");
  server.stdin.end();
  expect(await exited).toBe(0);
  expect(texts.stderr).toContain("the tool was aborted");
});

test("SIGTERM aborts the calls and ends the process", async () => {
  const { process: server, texts, waitFor, exited } = startCommand(["--user", "ada"]);
  server.stdin.write(`${initialize}\n${call("wait")}`);
  await waitFor("stderr", "the tool waits");
  server.kill("SIGTERM");
  expect(await exited).toBe(0);
  expect(texts.stderr).toContain("the tool was aborted");
});

test("what is no message is skipped, and the connection stays", async () => {
  const { process: server, waitFor, exited } = startCommand(["--user", "ada"]);
  server.stdin.write(`{ no JSON\n${initialize}\n${call("findOrder", { number: 3 })}`);
  await waitFor("stdout", '{\\"number\\":3');
  server.stdin.end();
  expect(await exited).toBe(0);
});

test("a token is printed once, with the setting that recognises it", async () => {
  const { texts, exited } = startCommand([
    "token",
    "--user",
    "ada@example.com",
    "--scope",
    "write",
    "--json",
  ]);
  expect(await exited).toBe(0);
  const { token, setting } = JSON.parse(texts.stdout) as { token: string; setting: string };
  const credentials = parseCredentials(setting.replace("MCP_TOKEN=", "")) ?? [];
  expect(credentials).toMatchObject([{ scope: "write", user: "ada" }]);
  expect(findCredential(credentials, token)).toEqual(credentials[0]);
  const plain = startCommand(["token", "--user", "ada"]);
  expect(await plain.exited).toBe(0);
  expect(plain.texts.stdout).toMatch(/ {2}mcp_[\w-]{43}\n/);
  expect(plain.texts.stdout).toMatch(/ {2}MCP_TOKEN=read:ada:sha256:[0-9a-f]{64}\n/);
});

test("an account that is missing and a scope that does not exist are refused with a sentence", async () => {
  const cases = [
    [[], "ai.mcp-user"],
    [["--user", "carol"], "ai.mcp-account"],
    [["--user", "ada", "--scope", "admin"], "ai.mcp-scope"],
    [["token"], "ai.mcp-user"],
    [["token", "--user", "carol"], "ai.mcp-account"],
  ] as const;
  for (const [words, code] of cases) {
    const { texts, exited } = startCommand(words);
    expect(await exited).toBe(1);
    expect(texts).toEqual({ stdout: "", stderr: expect.stringContaining(code) });
    expect(texts.stderr).not.toContain("    at ");
  }
});

test("without accounts the tools act for the command line", async () => {
  const {
    process: server,
    waitFor,
    exited,
  } = startCommand(["--scope", "write"], {
    TEST_WITHOUT_ACCOUNTS: "1",
  });
  server.stdin.write(`${initialize}\n${call("findOrder", { number: 1 })}`);
  await waitFor("stderr", '"caller":{"kind":"system","id":"terminal"}');
  server.stdin.write(call("cancelOrder", { number: 1 }));
  await waitFor("stdout", "npx shop ai approvals confirm ");
  server.stdin.end();
  expect(await exited).toBe(0);
});

test("where no one could confirm a call, no scope allows to write", async () => {
  for (const words of [[], ["token"]]) {
    const { texts, exited } = startCommand([...words, "--user", "ada", "--scope", "write"], {
      TEST_WITHOUT_DATABASE: "1",
    });
    expect(await exited).toBe(1);
    expect(texts).toEqual({ stdout: "", stderr: expect.stringContaining("ai.mcp-not-persistent") });
  }
});
