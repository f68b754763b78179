import { expect, test } from "vitest";
import { createTestAccounts } from "../accounts.fixture.ts";
import { startAiServer } from "../routes/ai-server.fixture.ts";
import type { ToolScope } from "../tools/toolbox.ts";
import { createCredential } from "./credentials.ts";
import { connectClient, createMessage, createOrderTools, readResult } from "./mcp-server.fixture.ts";

const PATH = "/api/v1/ai/mcp";

/** An application with accounts: a token for ada, and the browsers of ada and bob. */
async function startApplication(scope: ToolScope) {
  const { database, auth, createUser, signIn } = await createTestAccounts();
  const [ada, bob] = [await createUser("ada"), await createUser("bob")];
  const { token, credential } = createCredential(scope, ada.id);
  const orders = createOrderTools();
  const server = await startAiServer({
    tools: orders.tools,
    database,
    auth,
    version: "1.2.3",
    settings: { MCP_TOKEN: [credential], PUBLIC_URL: "https://shop.example" },
  });
  const authorization = `Bearer ${token}`;
  return {
    ...server,
    ...orders,
    auth,
    ada,
    mcpUrl: new URL(PATH, server.url),
    authorization,
    connect: () => connectClient(new URL(PATH, server.url), { authorization }),
    browserOfAda: server.client(await signIn(ada.email)),
    browserOfBob: server.client(await signIn(bob.email)),
  };
}

test("a client lists the tools below the routes of models, and a tool that reads runs for the account", async () => {
  const { connect, find, ada } = await startApplication("read");
  const client = await connect();
  expect(client.getServerVersion()).toMatchObject({ name: "shop", version: "1.2.3" });
  expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(["findOrder"]);
  const result = await client.callTool({ name: "findOrder", arguments: { number: 17 } });
  expect(JSON.parse(readResult(result).text)).toEqual({ number: 17, state: "paid" });
  expect(find.mock.calls).toMatchObject([[{ number: 17 }, { caller: { kind: "user", id: ada.id } }]]);
});

test("a tool that writes waits until the account's user confirms it in a browser", async () => {
  const { connect, cancel, browserOfAda, browserOfBob } = await startApplication("write");
  const client = await connect();
  const { text } = readResult(await client.callTool({ name: "cancelOrder", arguments: { number: 17 } }));
  const { approval, address } = JSON.parse(text) as { approval: string; address: string };
  expect(address).toBe("https://shop.example/chat");
  expect(cancel).not.toHaveBeenCalled();
  expect((await browserOfBob.send("POST", `/approvals/${approval}/confirm`)).status).toBe(404);
  expect(cancel).not.toHaveBeenCalled();
  expect((await browserOfAda.send("GET", "/approvals")).json).toMatchObject({
    approvals: [{ id: approval }],
  });
  const confirmed = await browserOfAda.send("POST", `/approvals/${approval}/confirm`);
  expect([confirmed.status, confirmed.json]).toEqual([200, { result: { cancelled: 17 } }]);
  expect((await browserOfAda.send("POST", `/approvals/${approval}/confirm`)).status).toBe(404);
  expect(cancel).toHaveBeenCalledTimes(1);
});

test("only a token opens it, and a token opens nothing else", async () => {
  const { browserOfAda, client, auth, ada, mcpUrl, authorization } = await startApplication("write");
  const body = JSON.parse(createMessage("tools/list"));
  const accept = "application/json, text/event-stream";
  const withSession = await browserOfAda.send("POST", "/mcp", { body, headers: { accept } });
  expect([withSession.status, withSession.json]).toMatchObject([401, { code: "ai.mcp-token" }]);
  const withToken = await client().send("GET", "/conversations", { headers: { authorization } });
  expect([withToken.status, withToken.json]).toMatchObject([401, { code: "auth.signed-out" }]);

  const post = (headers: Readonly<Record<string, string>> = {}) =>
    fetch(mcpUrl, {
      method: "POST",
      body: createMessage("tools/list"),
      headers: { authorization, accept, "content-type": "application/json", ...headers },
    });
  expect((await post()).status).toBe(200);
  const foreign = await post({ origin: "https://evil.example" });
  expect([foreign.status, await foreign.json()]).toMatchObject([403, { code: "request.foreign-origin" }]);
  await auth.users.deactivate(ada.id);
  expect((await post()).status).toBe(401);
});

test("a visitor gets no cookie there, and without a credential there is no route", async () => {
  const { credential } = createCredential("read", "terminal");
  const open = await startAiServer({ settings: { MCP_TOKEN: [credential] } });
  const body = JSON.parse(createMessage("tools/list"));
  const refused = await open.client().send("POST", "/mcp", { body });
  expect([refused.status, refused.headers.getSetCookie()]).toEqual([401, []]);
  const closed = await startAiServer();
  const missing = await closed.client().send("POST", "/mcp", { body });
  expect([missing.status, missing.headers.getSetCookie()]).toEqual([404, []]);
});
