import { expect, test, vi } from "vitest";
import { AppError } from "../../errors/index.ts";
import type { AiAccounts } from "../callers/ai-auth.ts";
import { connectClient, createMessage, createOrderTools, startMcpServer } from "./mcp-server.fixture.ts";

const listing = createMessage("tools/list");

/** Accounts of which each can be deactivated. */
function createAccounts(...ids: readonly string[]) {
  const deactivated = new Map<string, string | null>(ids.map((id) => [id, null]));
  const accounts: AiAccounts = {
    users: {
      async show(user) {
        const id = user.replace("@example.com", "");
        const deactivatedAt = deactivated.get(id);
        if (deactivatedAt === undefined)
          throw new AppError({
            code: "users.unknown",
            category: "not-found",
            message: "None.",
            hint: "None.",
          });
        return { id, email: `${id}@example.com`, deactivatedAt };
      },
    },
  };
  return { accounts, deactivate: (id: string) => deactivated.set(id, "2026-01-01T00:00:00.000Z") };
}

test("without a credential there is no such route", async () => {
  const { post, url } = await startMcpServer({ tokens: {} });
  expect((await post(listing)).status).toBe(404);
  expect((await post(listing, { authorization: "Bearer guess" })).status).toBe(404);
  expect((await fetch(url)).status).toBe(404);
});

test("a missing token and a wrong one look the same", async () => {
  const { post, bearerOf, url } = await startMcpServer();
  const right = bearerOf("reader").authorization;
  const wrong = [
    undefined,
    "Bearer wrong",
    right.slice(0, -1),
    `${right}x`,
    right.replace("Bearer", "Basic"),
  ];
  const bodies = [];
  for (const authorization of wrong) {
    const response = await post(listing, authorization === undefined ? {} : { authorization });
    expect([authorization, response.status]).toEqual([authorization, 401]);
    expect(response.headers.get("www-authenticate")).toBe('Bearer realm="shop"');
    bodies.push((await response.text()).replace(/"requestId":"[^"]+"/, ""));
  }
  expect(new Set(bodies).size).toBe(1);
  expect(bodies[0]).toContain('"code":"ai.mcp-token"');
  expect((await post(listing, { authorization: right })).status).toBe(200);
  await expect(connectClient(url, { authorization: "Bearer wrong" })).rejects.toThrow();
});

test("a token in the address is no token", async () => {
  const { url, bearerOf } = await startMcpServer();
  const token = bearerOf("reader").authorization.replace("Bearer ", "");
  for (const name of ["token", "access_token", "authorization"]) {
    const address = new URL(`?${name}=${token}`, url);
    const response = await fetch(address, {
      method: "POST",
      body: listing,
      headers: { "content-type": "application/json", accept: "application/json, text/event-stream" },
    });
    expect([name, response.status]).toEqual([name, 401]);
  }
});

test("after ten wrong tokens even the right one has to wait", async () => {
  let time = 0;
  const { post, bearerOf } = await startMcpServer({ now: () => time });
  for (let count = 0; count < 10; count++)
    expect((await post(listing, { authorization: "Bearer wrong" })).status).toBe(401);
  const refused = await post(listing, bearerOf("reader"));
  expect(refused.status).toBe(429);
  expect(refused.headers.get("retry-after")).toBe("60");
  expect(await refused.json()).toMatchObject({ code: "ai.mcp-too-many-attempts" });
  time += 60_000;
  expect((await post(listing, bearerOf("reader"))).status).toBe(200);
});

test("an account that was deactivated, deleted or never there is refused with the next request", async () => {
  const { accounts, deactivate } = createAccounts("ada", "bob");
  const { tools, find } = createOrderTools();
  const tokens = {
    ada: ["read", "ada"],
    gone: ["read", "carol"],
    address: ["read", "bob@example.com"],
  } as const;
  const { connect, post, bearerOf, lines } = await startMcpServer({ tools, tokens, accounts });
  const client = await connect("ada");
  await client.callTool({ name: "findOrder", arguments: { number: 1 } });
  expect(find).toHaveBeenCalledWith(
    { number: 1 },
    expect.objectContaining({ caller: { kind: "user", id: "ada", name: "ada@example.com" } }),
  );
  deactivate("ada");
  await expect(client.callTool({ name: "findOrder", arguments: { number: 1 } })).rejects.toThrow();
  for (const name of ["ada", "gone", "address"])
    expect([name, (await post(listing, bearerOf(name))).status]).toEqual([name, 401]);
  expect(find).toHaveBeenCalledOnce();
  expect(lines.filter((line) => line.includes("acts for no active account"))).toHaveLength(4);
});

test("accounts that cannot be read are a fault of the server, and nothing runs", async () => {
  const { tools, find } = createOrderTools();
  const show = vi.fn(() => Promise.reject(new Error("connect ECONNREFUSED 10.0.0.7:5432")));
  const { post, bearerOf } = await startMcpServer({ tools, accounts: { users: { show } } });
  const call = createMessage("tools/call", { name: "findOrder", arguments: { number: 1 } });
  const response = await post(call, bearerOf("reader"));
  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain("10.0.0.7");
  expect(find).not.toHaveBeenCalled();
});

test("a page of another site cannot use a token", async () => {
  const { tools, find } = createOrderTools();
  const { post, bearerOf, url } = await startMcpServer({ tools });
  const call = createMessage("tools/call", { name: "findOrder", arguments: { number: 1 } });
  for (const origin of ["https://evil.example", "null", `http://localhost:${url.port}`]) {
    const response = await post(call, { ...bearerOf("reader"), origin });
    expect([origin, response.status]).toEqual([origin, 403]);
  }
  expect(find).not.toHaveBeenCalled();
  expect((await post(call, { ...bearerOf("reader"), origin: url.origin })).status).toBe(200);
});

test("what is no message of the protocol is refused, and nothing of the server is told", async () => {
  const { post, bearerOf } = await startMcpServer();
  const bearer = bearerOf("reader");
  const cases = [
    ["", 400],
    ["{", 400],
    ["[]", 400],
    [`[${listing},${listing}]`, 400],
    ["null", 400],
    ["17", 400],
    ['{"jsonrpc":"2.0"}', 400],
    ['{"__proto__":{"admin":true}}', 400],
    [`{"jsonrpc":"2.0","id":1,"method":"tools/list","params":${"[".repeat(200)}${"]".repeat(200)}}`, 400],
    [createMessage("tools/call", { name: "x", arguments: { text: "x".repeat(300_000) } }), 413],
  ] as const;
  for (const [body, status] of cases) {
    const response = await post(body, bearer);
    expect([body.slice(0, 40), response.status]).toEqual([body.slice(0, 40), status]);
    expect(await response.text()).not.toMatch(/node_modules|at \w+ \(|\/work\//);
  }
  expect((await post(listing, { ...bearer, "content-type": "text/plain" })).status).toBe(415);
  expect((await post(listing, { ...bearer, accept: "text/html" })).status).toBe(406);
  expect(await (await post(createMessage("no/such-method"), bearer)).text()).toContain("Method not found");
});

test("a version of the protocol that does not exist is refused with those that do", async () => {
  const { post, bearerOf } = await startMcpServer();
  const response = await post(listing, { ...bearerOf("reader"), "mcp-protocol-version": "1999-01-01" });
  expect(response.status).toBe(400);
  expect(await response.text()).toContain("2025-11-25");
});

test("nothing but a message can be sent: there are no sessions to read or to delete", async () => {
  const { url, bearerOf, post } = await startMcpServer();
  for (const method of ["GET", "DELETE", "PUT"])
    expect([method, (await fetch(url, { method, headers: bearerOf("reader") })).status]).toEqual([
      method,
      405,
    ]);
  const initialized = await post(
    createMessage("initialize", {
      protocolVersion: "2025-11-25",
      capabilities: {},
      clientInfo: { name: "test", version: "1" },
    }),
    bearerOf("reader"),
  );
  expect(initialized.status).toBe(200);
  expect(initialized.headers.get("mcp-session-id")).toBeNull();
  await initialized.text();
});
