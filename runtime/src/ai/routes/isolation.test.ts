import { expect, test } from "vitest";
import { z } from "zod";
import { describeOnEachDatabase } from "../../auth/fresh-auth.fixture.ts";
import { signValue } from "../../secrets/index.ts";
import { defineTool } from "../tools/ai-tool.ts";
import { type AiClient, startAiServer } from "./ai-server.fixture.ts";

/** A tool that writes, and what it has stored. */
function createNotes() {
  const notes: unknown[] = [];
  const tool = defineTool({
    name: "writeNote",
    description: "Writes a note.",
    input: z.object({ text: z.string() }),
    run: async (input, { caller }) => void notes.push([input, caller.id]),
  });
  return { tool, notes };
}

/** What a client has of its own: a conversation, and a call that waits for it. */
async function prepareOwn({ send }: AiClient) {
  const { json } = await send("POST", "/chat", { body: { text: "Please write a note" } });
  const { conversation } = json as { conversation: string };
  const { approvals } = (await send("GET", "/approvals")).json as { approvals: { id: string }[] };
  return { conversation, approval: approvals[0]?.id ?? "" };
}

/** Every way to something of another caller. */
async function attack(
  { send }: AiClient,
  { conversation, approval }: Awaited<ReturnType<typeof prepareOwn>>,
) {
  const body = { text: "Whose is this?", conversation };
  return [
    await send("GET", `/conversations/${conversation}`),
    await send("PATCH", `/conversations/${conversation}`, { body: { title: "mine" } }),
    await send("DELETE", `/conversations/${conversation}`),
    await send("POST", "/chat", { body }),
    await send("POST", "/stream", { body }),
    await send("POST", `/approvals/${approval}/confirm`),
    await send("POST", `/approvals/${approval}/refuse`),
  ];
}

/** Expects that the second client reaches nothing of the first, and that all of it is there afterwards. */
async function expectIsolation(first: AiClient, second: AiClient, notes: readonly unknown[]) {
  const own = await prepareOwn(first);
  expect(own.approval).not.toBe("");
  const responses = await attack(second, own);
  expect(responses.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404, 404]);
  for (const { text } of responses) expect(text).not.toContain("note");
  expect((await second.send("GET", "/conversations")).json).toEqual({ conversations: [] });
  expect((await second.send("GET", "/approvals")).json).toEqual({ approvals: [] });
  expect((await second.send("GET", "/usage")).json).toMatchObject({ usage: [], budget: { usedTokens: 0 } });
  expect(notes).toEqual([]);
  const found = await first.send("GET", `/conversations/${own.conversation}`);
  expect(found.json).toMatchObject({ title: "Please write a note", messages: [{}, {}] });
  expect((await first.send("POST", `/approvals/${own.approval}/confirm`)).status).toBe(200);
  expect(notes).toHaveLength(1);
  return own;
}

test("two visitors reach nothing of each other", async () => {
  const { tool, notes } = createNotes();
  const { client } = await startAiServer({ tools: [tool] });
  await expectIsolation(client(), client(), notes);
});

test("a visitor with a forged cookie is a new one, who reaches nothing", async () => {
  const { tool, notes } = createNotes();
  const { client, url } = await startAiServer({ tools: [tool] });
  const victim = client();
  await victim.send("GET", "/models");
  const [name = "", value = ""] = victim.getCookie().split("=");
  const [id = ""] = value.split(".");
  const forged = client(`${name}=${signValue(id, "a secret of the attacker, as long as needed")}`);
  const own = await expectIsolation(victim, forged, notes);
  // An id that a client sends anywhere else counts for nothing.
  const headers = { "x-visitor": id, authorization: `Bearer ${id}`, cookie: `visitor=${id}; ${name}=${id}` };
  const response = await fetch(new URL(`/api/v1/ai/conversations/${own.conversation}?visitor=${id}`, url), {
    headers,
  });
  expect(response.status).toBe(404);
});

test("what waits is confirmed or refused once, however many ask", async () => {
  const { tool, notes } = createNotes();
  const { client } = await startAiServer({ tools: [tool] });
  const { send, ...rest } = client();
  const { approval } = await prepareOwn({ send, ...rest });
  const asked = Array.from({ length: 10 }, (_, index) =>
    send("POST", `/approvals/${approval}/${index % 2 === 0 ? "confirm" : "refuse"}`),
  );
  const statuses = (await Promise.all(asked)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 404)).toHaveLength(9);
  expect(notes.length).toBeLessThanOrEqual(1);
});

test("a page of another site can neither ask nor confirm nor delete", async () => {
  const { tool, notes } = createNotes();
  const { client } = await startAiServer({ tools: [tool] });
  const victim = client();
  const { conversation, approval } = await prepareOwn(victim);
  for (const headers of [{ origin: "https://evil.example" }, { "sec-fetch-site": "cross-site" }]) {
    const responses = [
      await victim.send("POST", `/approvals/${approval}/confirm`, { headers }),
      await victim.send("POST", `/approvals/${approval}/refuse`, { headers }),
      await victim.send("DELETE", `/conversations/${conversation}`, { headers }),
      await victim.send("POST", "/chat", { headers, body: { text: "Hello" } }),
      await victim.send("POST", "/stream", { headers, body: { text: "Hello" } }),
    ];
    for (const { status, json } of responses)
      expect([status, json]).toMatchObject([403, { code: "request.foreign-origin" }]);
  }
  expect(notes).toEqual([]);
});

describeOnEachDatabase((freshAuth) => {
  async function startWithAccounts() {
    const { auth, users, audit, sessionOf } = await freshAuth();
    const { tool, notes } = createNotes();
    const accounts = { identify: (header: string | undefined) => auth.identify(header), audit, users };
    const server = await startAiServer({ tools: [tool], auth: accounts, settings: { AI_PUBLIC: true } });
    const signIn = async (name: string) => {
      const { id } = await users.create({ name, email: `${name}@example.com` });
      return { id, client: server.client(await sessionOf(id)) };
    };
    return { ...server, audit, users, signIn, notes };
  }

  test("two users reach nothing of each other", async () => {
    const { signIn, notes } = await startWithAccounts();
    const [ada, bob] = [await signIn("ada"), await signIn("bob")];
    await expectIsolation(ada.client, bob.client, notes);
    expect(notes).toEqual([[expect.anything(), ada.id]]);
  });

  test("without a session every route is closed, with the error of every other route for users", async () => {
    const { client, signIn } = await startWithAccounts();
    const own = await prepareOwn((await signIn("ada")).client);
    const visitor = client(
      `shop.ai_visitor=${signValue("a".repeat(32), "what the cookies of visitors are signed with here")}`,
    );
    const responses = [
      ...(await attack(visitor, own)),
      await visitor.send("GET", "/models"),
      await visitor.send("GET", "/usage"),
      await visitor.send("GET", "/approvals"),
    ];
    for (const { status, json, headers } of responses) {
      expect([status, json]).toMatchObject([401, { code: "auth.signed-out" }]);
      expect(headers.getSetCookie()).toEqual([]);
    }
  });

  test("a deactivated user is signed out", async () => {
    const { signIn, users } = await startWithAccounts();
    const { id, client } = await signIn("ada");
    expect((await client.send("GET", "/models")).status).toBe(200);
    await users.deactivate(id);
    expect((await client.send("GET", "/models")).status).toBe(401);
  });

  test("each call, confirmation and refusal is in the audit log with its user, and no input is", async () => {
    const { signIn, audit } = await startWithAccounts();
    const { id, client } = await signIn("ada");
    const first = await prepareOwn(client);
    await client.send("POST", `/approvals/${first.approval}/confirm`);
    const second = await prepareOwn(client);
    await client.send("POST", `/approvals/${second.approval}/refuse`);
    const by = { actorId: id, actor: "ada@example.com", outcome: "done" };
    expect((await audit.list()).entries).toMatchObject([
      { ...by, action: "ai approvals refuse", target: `writeNote ${second.approval}` },
      { ...by, action: "ai approvals request", target: `writeNote ${second.approval}` },
      { ...by, action: "ai approvals confirm", target: `writeNote ${first.approval}` },
      { ...by, action: "ai approvals request", target: `writeNote ${first.approval}` },
    ]);
    expect(JSON.stringify(await audit.list())).not.toContain("Please write");
  });
});
