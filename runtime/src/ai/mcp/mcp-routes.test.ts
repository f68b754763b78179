import { describe, expect, test } from "vitest";
import type { AiCaller } from "../caller.ts";
import { createOrderTools, readResult, startMcpServer } from "./mcp-server.fixture.ts";

const ada: AiCaller = { kind: "system", id: "ada" };
const bob: AiCaller = { kind: "system", id: "bob" };
const signal = new AbortController().signal;

/** The versions of the protocol: one handshake of 2025, one request of 2026. */
const NEGOTIATIONS = [
  { version: "2025-11-25", negotiation: { mode: "legacy" } },
  { version: "2026-07-28", negotiation: { mode: { pin: "2026-07-28" } } },
] as const;

describe.each(NEGOTIATIONS)("by the version $version of the protocol", ({ version, negotiation }) => {
  test("the official client lists the tools of its scope and calls one that reads", async () => {
    const { tools, find } = createOrderTools();
    const { connect, events } = await startMcpServer({ tools });
    const client = await connect("reader", negotiation);
    expect(client.getNegotiatedProtocolVersion()).toBe(version);
    expect(client.getServerVersion()).toMatchObject({ name: "shop", version: "1.2.3" });
    expect(await client.listTools()).toMatchObject({
      tools: [
        {
          name: "findOrder",
          description: "Finds an order.",
          inputSchema: {
            type: "object",
            properties: { number: { type: "integer", minimum: 1, description: "the number of the order" } },
            required: ["number"],
          },
          annotations: { readOnlyHint: true, destructiveHint: false },
        },
      ],
    });
    const result = await client.callTool({ name: "findOrder", arguments: { number: 17 } });
    expect(readResult(result)).toEqual({ text: '{"number":17,"state":"paid"}', isError: false });
    expect(find).toHaveBeenCalledOnce();
    expect(events).toEqual([{ caller: ada, tool: "findOrder", outcome: "done" }]);
  });

  test("a tool that writes waits for its user, and runs once confirmed", async () => {
    const { tools, cancel } = createOrderTools();
    const { connect, service, events } = await startMcpServer({ tools });
    const client = await connect("writer", negotiation);
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(["findOrder", "cancelOrder"]);
    const result = await client.callTool({ name: "cancelOrder", arguments: { number: 17 } });
    expect(cancel).not.toHaveBeenCalled();
    const [approval] = await service.approvals(ada);
    expect(JSON.parse(readResult(result).text)).toMatchObject({
      waits: expect.stringContaining("Nothing has been done."),
      approval: approval?.id,
      summary: "Cancel the order 17",
      command: `npx shop ai approvals confirm ${approval?.id}`,
    });
    expect(await service.confirm(ada, approval?.id ?? "", signal)).toEqual({ cancelled: 17 });
    await expect(service.confirm(ada, approval?.id ?? "", signal)).rejects.toMatchObject({
      code: "ai.unknown-approval",
    });
    expect(cancel).toHaveBeenCalledOnce();
    expect(events.map(({ outcome }) => outcome)).toEqual(["waits", "done"]);
  });

  test("a client that leaves aborts the call of its tool", async () => {
    const started = Promise.withResolvers<AbortSignal>();
    const { tools } = createOrderTools();
    const waiting = tools.map((tool) => ({
      ...tool,
      run: (_input: unknown, context: { readonly signal: AbortSignal }) =>
        new Promise((_resolve, reject) => {
          context.signal.addEventListener("abort", () => reject(context.signal.reason));
          started.resolve(context.signal);
        }),
    }));
    const { connect, events } = await startMcpServer({ tools: waiting });
    const client = await connect("reader", negotiation);
    const call = client.callTool({ name: "findOrder", arguments: { number: 17 } });
    call.catch(() => {});
    const toolSignal = await started.promise;
    expect(toolSignal.aborted).toBe(false);
    const aborted = new Promise((resolve) => toolSignal.addEventListener("abort", resolve));
    await client.close();
    await aborted;
    await expect(call).rejects.toThrow();
    expect(events).toEqual([{ caller: ada, tool: "findOrder", outcome: "failed" }]);
  });

  test("no tools are subscribed to, so no stream stays open", async () => {
    const { connect } = await startMcpServer();
    const client = await connect("reader", negotiation);
    await expect(client.listen({ toolsListChanged: true })).rejects.toThrow();
  });
});

test("a credential that only reads neither lists nor calls what writes", async () => {
  const { tools, cancel } = createOrderTools();
  const { connect, service, events } = await startMcpServer({ tools });
  const client = await connect("reader");
  const result = await client.callTool({ name: "cancelOrder", arguments: { number: 17 } });
  expect(readResult(result)).toMatchObject({ isError: true, text: expect.stringContaining("ai.read-scope") });
  expect(cancel).not.toHaveBeenCalled();
  expect(await service.approvals(ada)).toEqual([]);
  expect(events).toEqual([{ caller: ada, tool: "cancelOrder", outcome: "failed" }]);
});

test("what waits for one account is neither seen nor decided by another", async () => {
  const { tools, cancel } = createOrderTools();
  const tokens = { ada: ["write", "ada"], bob: ["write", "bob"] } as const;
  const { connect, service } = await startMcpServer({ tools, tokens });
  const [first, second] = [await connect("ada"), await connect("bob")];
  await first.callTool({ name: "cancelOrder", arguments: { number: 1 } });
  await second.callTool({ name: "cancelOrder", arguments: { number: 2 } });
  const [ofAda, ofBob] = [await service.approvals(ada), await service.approvals(bob)];
  expect(ofAda.map(({ input }) => input)).toEqual([{ number: 1 }]);
  expect(ofBob.map(({ input }) => input)).toEqual([{ number: 2 }]);
  await expect(service.confirm(bob, ofAda[0]?.id ?? "", signal)).rejects.toMatchObject({
    code: "ai.unknown-approval",
  });
  expect(cancel).not.toHaveBeenCalled();
});

test("a tool that an account may not use is unknown to it, like one that does not exist", async () => {
  const { tools, find } = createOrderTools();
  const guarded = tools.map((tool) => ({ ...tool, isAllowed: ({ id }: AiCaller) => id === "bob" }));
  const tokens = { ada: ["write", "ada"], bob: ["read", "bob"] } as const;
  const { connect } = await startMcpServer({ tools: guarded, tokens });
  const client = await connect("ada");
  expect((await client.listTools()).tools).toEqual([]);
  const errors = [];
  for (const name of ["findOrder", "noSuchTool"])
    errors.push(await client.callTool({ name, arguments: { number: 1 } }).catch((error: unknown) => error));
  expect(errors[0]).toMatchObject({ code: -32_602, message: "There is no tool with this name here." });
  expect(errors[1]).toEqual(errors[0]);
  expect(find).not.toHaveBeenCalled();
  expect((await (await connect("bob")).listTools()).tools.map(({ name }) => name)).toEqual(["findOrder"]);
});

test("input that does not fit is refused with its faults, and the tool does not run", async () => {
  const { tools, find, cancel } = createOrderTools();
  const { connect, service } = await startMcpServer({ tools });
  const client = await connect("writer");
  for (const name of ["findOrder", "cancelOrder"]) {
    const result = await client.callTool({ name, arguments: { number: "all" } });
    expect(readResult(result).isError).toBe(true);
    expect(readResult(result).text).toMatch(/The input of \w+ is not valid\.\nnumber: .*expected number/);
  }
  expect(find).not.toHaveBeenCalled();
  expect(cancel).not.toHaveBeenCalled();
  expect(await service.approvals(ada)).toEqual([]);
});

test("of an error only what its caller may read leaves the server", async () => {
  const { tools } = createOrderTools();
  const failing = tools.map((tool) => ({
    ...tool,
    run: () => Promise.reject(new Error("connect ECONNREFUSED postgres://app:hunter2@10.0.0.7:5432")),
  }));
  const { url, bearerOf, post } = await startMcpServer({ tools: failing });
  const response = await post(
    JSON.stringify({
      jsonrpc: "2.0",
      id: 1,
      method: "tools/call",
      params: { name: "findOrder", arguments: { number: 1 } },
    }),
    bearerOf("reader"),
  );
  const text = await response.text();
  expect(text).toContain("The tool findOrder failed.");
  for (const secret of ["hunter2", "10.0.0.7", "ECONNREFUSED", "node_modules", import.meta.dirname])
    expect(text).not.toContain(secret);
  expect(url.pathname).toBe("/mcp");
});

test("a user confirms on the page of the application, at its public address where one is set", async () => {
  const { tools } = createOrderTools();
  const accounts = {
    users: { show: async () => ({ id: "ada", email: "ada@example.com", deactivatedAt: null }) },
  };
  for (const publicUrl of ["https://shop.example", undefined]) {
    const { connect, url } = await startMcpServer({ tools, accounts, publicUrl });
    const client = await connect("writer");
    const result = await client.callTool({ name: "cancelOrder", arguments: { number: 1 } });
    const { address, command } = JSON.parse(readResult(result).text) as Record<string, unknown>;
    expect({ address, command }).toEqual({
      address: new URL("/chat", publicUrl ?? url).href,
      command: undefined,
    });
  }
});

test("where no one could confirm a call, a credential only reads, and the log says so", async () => {
  const { tools } = createOrderTools();
  const { connect, lines } = await startMcpServer({ tools, isPersistent: false });
  const client = await connect("writer");
  expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(["findOrder"]);
  const result = await client.callTool({ name: "cancelOrder", arguments: { number: 1 } });
  expect(readResult(result).text).toContain("ai.read-scope");
  expect(lines.join()).toContain("MCP_TOKEN has the scope write");
});

test("a call that takes too long is cancelled, and its client learns why", async () => {
  const { tools } = createOrderTools();
  const reasons: unknown[] = [];
  const waiting = tools.map((tool) => ({
    ...tool,
    run: (_input: unknown, context: { readonly signal: AbortSignal }) =>
      new Promise((_resolve, reject) => {
        context.signal.addEventListener("abort", () => {
          reasons.push(context.signal.reason);
          reject(context.signal.reason);
        });
      }),
  }));
  const { connect } = await startMcpServer({ tools: waiting, callTimeoutMs: 1_000 });
  const client = await connect("reader");
  const result = await client.callTool({ name: "findOrder", arguments: { number: 1 } });
  expect(readResult(result)).toMatchObject({
    isError: true,
    text: expect.stringContaining("ai.tool-timeout"),
  });
  expect(reasons).toMatchObject([{ name: "TimeoutError" }]);
});

test("one account cannot let calls wait without end", async () => {
  const { tools } = createOrderTools();
  const { connect, service } = await startMcpServer({ tools });
  const client = await connect("writer");
  const call = () => client.callTool({ name: "cancelOrder", arguments: { number: 1 } });
  for (let count = 0; count < 100; count++) await call();
  expect(readResult(await call()).text).toContain("ai.too-many-approvals");
  expect(await service.approvals(ada)).toHaveLength(100);
});
