import { afterAll, beforeAll, expect, test } from "vitest";
// import { builtPages } from "./build.ts"; // aegis:!auth
import { type ChatServer, startChatServer } from "./chat-server.ts";
// import { startServer } from "./start-server.ts"; // aegis:!auth
import type { Visitor } from "./visitor.ts";

let server: ChatServer;
let ada: Visitor;
let eve: Visitor;

beforeAll(async () => {
  server = await startChatServer();
  ada = await server.createCaller("ada");
  eve = await server.createCaller("eve");
});

afterAll(() => server.stop());

/** Asks without scripts. @returns where the conversation is */
async function ask(caller: Visitor, text: string, path = "/chat"): Promise<string> {
  const { status, location } = await caller.send(path, { ask: "message", text });
  expect(status).toBe(302);
  expect(location).toMatch(/^\/chat\/[\w-]+#latest$/);
  return location.replace("#latest", "");
}

test("a question that is sent without scripts is answered from the application's tools", async () => {
  const path = await ask(ada, "What are the components of this application?");
  const { status, text } = await ada.get(path);
  expect(status).toBe(200);
  expect(text).toContain("describe_application");
  expect(text).toContain("responded:");
  expect(text).toContain("Development model: nothing leaves this machine");
});

test("Markdown is rendered, and nothing in it runs or loads", async () => {
  const attack = "<script>alert(1)</script> <img src=x onerror=alert(2)> ![p](https://evil.example/p.png)";
  const { html, text } = await ada.get(await ask(ada, `Say **loudly** ${attack}`));
  // The development model repeats the question.
  expect(html).toContain("<strong>loudly</strong>");
  expect(html).not.toContain("<script>alert");
  expect(html).not.toContain("<img");
  expect(html).not.toMatch(/(?:src|href)="[^"]*evil/);
  expect(text).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
});

test("a conversation goes on, is renamed and deleted without scripts", async () => {
  const path = await ask(ada, "Good morning");
  expect(await ask(ada, "Good evening", path)).toBe(path);
  expect((await ada.send(path, { ask: "rename", title: "Greetings <b>" })).location).toBe(path);
  const { html, text } = await ada.get(path);
  expect(html).toMatch(/<h1[^>]*>Greetings &lt;b&gt;<\/h1>/);
  expect(text.indexOf("Good morning")).toBeLessThan(text.lastIndexOf("Good evening"));
  expect((await ada.send(path, { ask: "delete" })).location).toBe("/chat");
  expect((await ada.get(path)).status).toBe(404);
});

test("a conversation is found by its caller alone, by its address and by forms", async () => {
  const path = await ask(ada, "Remember the word ultramarine");
  for (const address of [path, `${path}.data`]) {
    const seen = await eve.get(address);
    expect([address, seen.status]).toEqual([address, 404]);
    expect(seen.html).not.toContain("ultramarine");
  }
  expect((await eve.get("/chat")).html).not.toContain("ultramarine");
  for (const fields of [
    { ask: "rename", title: "Mine" },
    { ask: "delete" },
    { ask: "message", text: "What was it?" },
  ]) {
    const sent = await eve.send(path, fields);
    expect([fields.ask, sent.status]).toEqual([fields.ask, 404]);
    expect(sent.html).not.toContain("ultramarine");
  }
  const { html } = await ada.get(path);
  expect(html).toContain("ultramarine");
  expect(html).not.toContain("What was it?");
});

test("a form from another site is refused", async () => {
  const { status } = await ada.send(
    "/chat",
    { ask: "message", text: "Hello" },
    { origin: "https://evil.example" },
  );
  expect(status).toBe(403);
});

test("what is no message, and what is no form of the page, does nothing", async () => {
  for (const fields of [{ ask: "message", text: " " }, { ask: "something" }, {}]) {
    const { status, location } = await eve.send("/chat", fields);
    expect([status, location]).toEqual([302, "/chat/"]);
  }
  expect((await eve.send("/chat", { ask: "message", text: "a".repeat(40_000) })).status).toBe(400);
  expect((await eve.send("/chat", { ask: "confirm", id: "unknown" })).status).toBe(404);
});
// #region aegis:auth

test("a visitor who is not signed in is redirected to the sign-in, and sends nothing", async () => {
  const path = await ask(ada, "Hello");
  const stranger = server.createVisitor();
  expect(await stranger.get("/chat")).toMatchObject({ status: 302, location: "/sign-in?next=%2Fchat" });
  expect((await stranger.get(path)).location).toContain("/sign-in");
  const sent = await stranger.send("/chat", { ask: "message", text: "Hello" });
  expect(sent.location).toContain("/sign-in");
});
// #else
//
// test("in production visitors are refused until AI_PUBLIC is set", async () => {
//   const directory = await builtPages();
//   const closed = await startServer({ mode: "production", directory });
//   const seen = await fetch(`${closed.url}/chat`);
//   const refusal = await seen.text();
//   await closed.stop();
//   expect(seen.status).toBe(403);
//   expect(refusal).toContain("Chat is closed");
//   expect(refusal).not.toContain("AI_PUBLIC");
//
//   const environment = { AI_PUBLIC: "true", AI_SECRET: "a secret of these tests, and of these alone" };
//   const open = await startServer({ mode: "production", directory, environment });
//   const opened = await fetch(`${open.url}/chat`);
//   const page = await opened.text();
//   await open.stop();
//   expect(opened.status).toBe(200);
//   expect(page).toContain("No model is configured");
// });
// #endregion
