import { expect, test } from "vitest";
import { TEST_KEY, type WireBehaviour } from "../providers/provider-server.fixture.ts";
import { readChunks, readStream, startAiServer, startWithProvider } from "./ai-server.fixture.ts";

const QUESTION = "A question that no log may hold";

/** Facts of the infrastructure: none of them may reach a client. */
const FACTS = [TEST_KEY, "127.0.0.1", "openai", "AI_", "Retry", "provider"];

test("a message is answered, and its conversation is continued", async () => {
  const { client } = await startWithProvider([
    { says: { text: ["First."] } },
    { says: { text: ["Second."] } },
  ]);
  const { send } = client();
  const first = await send("POST", "/chat", { body: { text: "Hello" } });
  expect(first.status).toBe(200);
  expect(first.headers.get("cache-control")).toBe("no-store");
  expect(first.json).toMatchObject({ model: "openai:fake", text: "First.", message: { role: "assistant" } });
  const { conversation } = first.json as { conversation: string };
  const second = await send("POST", "/chat", { body: { text: "And then?", conversation } });
  expect(second.json).toMatchObject({ conversation, text: "Second." });
  const stored = await send("GET", `/conversations/${conversation}`);
  expect(stored.json).toMatchObject({
    title: "Hello",
    messages: [
      { role: "user", parts: [{ type: "text", text: "Hello" }] },
      { role: "assistant", parts: [{ type: "step-start" }, { type: "text", text: "First." }] },
      { role: "user" },
      { role: "assistant", metadata: { model: "openai:fake", state: "complete" } },
    ],
  });
});

test("in production the serializer leaves nothing of a message out", async () => {
  const settings = { NODE_ENV: "production", AI_PUBLIC: true } as const;
  const { client } = await startWithProvider([{ says: { text: ["Grüße 🙂"] } }], { settings });
  const { send } = client();
  const { json, status } = await send("POST", "/chat", { body: { text: "Hello" } });
  expect(status).toBe(200);
  const { conversation, message } = json as { conversation: string; message: { parts: unknown[] } };
  expect(message.parts.at(-1)).toMatchObject({ type: "text", text: "Grüße 🙂", state: "done" });
  const stored = await send("GET", `/conversations/${conversation}`);
  expect(stored.json).toMatchObject({ messages: [{ role: "user" }, message] });
});

test("an answer is streamed whatever pieces it arrives in, after the id of its conversation", async () => {
  const says = { text: ["Grüße, ", "日本 ", "🙂", "!"] };
  for (const pieceBytes of [1, 7, 4_096]) {
    const { client } = await startWithProvider([{ says, pieceBytes }]);
    const { request, send } = client();
    const response = await request("POST", "/stream", { body: { text: "Hello" } });
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "text/event-stream",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
      "x-vercel-ai-ui-message-stream": "v1",
    });
    const { chunks, text } = await readStream(response);
    expect(text).toBe("Grüße, 日本 🙂!");
    expect(chunks.map(({ type }) => type).slice(0, 2)).toEqual(["start", "data-conversation"]);
    const [, facts] = chunks;
    const { conversations } = (await send("GET", "/conversations")).json as {
      conversations: { id: string }[];
    };
    expect(facts).toMatchObject({
      data: { id: conversations[0]?.id, model: "openai:fake" },
      transient: true,
    });
    expect(chunks.at(-1)).toMatchObject({ type: "finish" });
  }
});

test("the stream ends with the mark of the protocol", async () => {
  const { client } = await startAiServer();
  const { text } = await client().send("POST", "/stream", { body: { text: "Hello" } });
  expect(text).toMatch(/^data: \{"type":"start"/);
  expect(text.endsWith("data: [DONE]\n\n")).toBe(true);
});

test("a client that leaves ends the request to the provider, and what came is stored", async () => {
  const { client, provider } = await startWithProvider([{ stallAfter: { text: ["The begin. ", "More."] } }]);
  const { request, send } = client();
  const leaving = new AbortController();
  const response = await request("POST", "/stream", { body: { text: "Hello" }, signal: leaving.signal });
  let conversation = "";
  for await (const chunk of readChunks(response)) {
    if (chunk.type === "data-conversation") conversation = (chunk.data as { id: string }).id;
    if (chunk.type === "text-delta") break;
  }
  leaving.abort();
  await provider.requests[0]?.aborted;
  const read = async () => JSON.stringify((await send("GET", `/conversations/${conversation}`)).json);
  await expect.poll(read).toContain("interrupted");
  expect(await read()).toContain("The begin.");
});

test("a client that leaves before the response ends the request to the provider", async () => {
  const { client, provider } = await startWithProvider([{ stallAfter: {} }]);
  const leaving = new AbortController();
  const asked = client().request("POST", "/chat", { body: { text: "Hello" }, signal: leaving.signal });
  const [outcome] = await Promise.all([
    asked.catch((error: unknown) => error),
    expect
      .poll(() => provider.requests.length)
      .toBe(1)
      .then(() => leaving.abort()),
  ]);
  expect(outcome).toMatchObject({ name: "AbortError" });
  await provider.requests[0]?.aborted;
});

test("a server that stops ends a stream with an error, and stores what came", async () => {
  const draining = new AbortController();
  const { client, provider, service, app } = await startWithProvider(
    [{ stallAfter: { text: ["The begin. ", "More."] } }],
    { draining: draining.signal },
  );
  const { request, getCookie } = client();
  const response = await request("POST", "/stream", { body: { text: "Hello" } });
  const stop = (async () => {
    await expect.poll(() => provider.requests.length).toBe(1);
    draining.abort();
  })();
  const { errors, text, chunks } = await readStream(response);
  await stop;
  expect(text).toContain("The begin. ");
  expect(errors).toEqual([expect.stringContaining("The server is being restarted")]);
  await provider.requests[0]?.aborted;
  await app.close();
  const id = getCookie().split("=")[1]?.split(".")[0] ?? "";
  const facts = chunks.find(({ type }) => type === "data-conversation") as { data: { id: string } };
  const stored = await service.conversation({ kind: "visitor", id }, facts.data.id);
  expect(JSON.stringify(stored)).toContain("The begin.");
});

test("a server that closes without having been told ends its streams, too", async () => {
  const { client, app } = await startWithProvider([{ stallAfter: { text: ["The begin. ", "More."] } }]);
  const response = await client().request("POST", "/stream", { body: { text: "Hello" } });
  const closed = app.close();
  expect((await readStream(response)).errors).toHaveLength(1);
  await closed;
});

const REFUSALS: readonly (readonly [string, WireBehaviour, number])[] = [
  ["is busy", { status: 429, headers: { "retry-after": "0" }, body: `{"error":"${TEST_KEY}"}` }, 503],
  ["fails", { status: 500, headers: { "retry-after": "0" }, body: `{"error":"${TEST_KEY}"}` }, 503],
  ["refuses the key", { status: 401, body: `{"error":"${TEST_KEY}"}` }, 503],
  ["does not know the model", { status: 404 }, 503],
];

test.each(REFUSALS)(
  "a provider that %s before the first word is a problem",
  async (_label, refusal, expected) => {
    for (const path of ["/chat", "/stream"]) {
      const { client, logged } = await startWithProvider([refusal]);
      const { status, json, headers, text } = await client().send("POST", path, { body: { text: QUESTION } });
      expect(status).toBe(expected);
      expect(headers.get("content-type")).toContain("application/problem+json");
      expect(headers.get("cache-control")).toBe("no-store");
      expect(json).toMatchObject({ code: "service.unavailable" });
      for (const fact of [...FACTS, QUESTION]) expect(text).not.toContain(fact);
      for (const secret of [TEST_KEY, QUESTION]) expect(logged()).not.toContain(secret);
    }
  },
);

test("a provider that is busy tells when to come back", async () => {
  const busy: WireBehaviour = { status: 429, headers: { "retry-after": "1" } };
  const { client } = await startWithProvider([busy]);
  const { status, headers } = await client().send("POST", "/chat", { body: { text: "Hello" } });
  expect([status, headers.get("retry-after")]).toEqual([503, "1"]);
});

const BREAKS: readonly (readonly [string, WireBehaviour])[] = [
  ["stalls", { stallAfter: { text: ["The begin. ", "More."] } }],
  ["cuts the connection", { cutAfter: { text: ["The begin. ", "More."] } }],
];

test.each(BREAKS)("a provider that %s in the middle is an error chunk", async (_label, behaviour) => {
  const { client, logged } = await startWithProvider([behaviour], { settings: { AI_STALL_TIMEOUT: 1 } });
  const { request, send } = client();
  const { errors, text, chunks } = await readStream(
    await request("POST", "/stream", { body: { text: QUESTION } }),
  );
  expect(text).toContain("The begin. ");
  expect(errors).toHaveLength(1);
  for (const fact of FACTS) expect(JSON.stringify(errors)).not.toContain(fact);
  for (const fact of [TEST_KEY, "127.0.0.1"]) expect(JSON.stringify(chunks)).not.toContain(fact);
  const { conversations } = (await send("GET", "/conversations")).json as { conversations: { id: string }[] };
  const stored = await send("GET", `/conversations/${conversations[0]?.id}`);
  expect(stored.json).toMatchObject({ messages: [{}, { metadata: { state: "interrupted" } }] });
  for (const secret of [TEST_KEY, QUESTION]) expect(logged()).not.toContain(secret);
});

test("garbage of a provider reaches no client", async () => {
  for (const path of ["/chat", "/stream"]) {
    const { client } = await startWithProvider([
      { garbage: "data: <html>internal host 10.0.0.7</html>\n\n" },
    ]);
    const { text } = await client().send("POST", path, { body: { text: "Hello" } });
    expect(text).not.toContain("10.0.0.7");
    expect(text).toMatch(/service\.unavailable|"type":"error"/);
  }
});

test("what is no message is refused before anything is sent to the provider", async () => {
  const { client, provider } = await startWithProvider([{ says: { text: ["No."] } }]);
  const { send } = client();
  const long = "x".repeat(32_001);
  const bodies = [
    {},
    { text: "" },
    { text: " \n" },
    { text: 7 },
    { text: long },
    { text: "a", conversation: 1 },
  ];
  for (const path of ["/chat", "/stream"]) {
    for (const body of bodies) {
      const { status, json } = await send("POST", path, { body });
      expect(status, JSON.stringify(body).slice(0, 50)).toBe(400);
      expect(json).toMatchObject({ code: "request.invalid" });
    }
    expect((await send("POST", path, { body: { text: "x".repeat(250_000) } })).status).toBe(413);
    const unknown = await send("POST", path, { body: { text: "Hello", conversation: "none" } });
    expect([unknown.status, unknown.json]).toMatchObject([404, { code: "ai.unknown-conversation" }]);
  }
  expect(provider.requests).toEqual([]);
});

test("the longest message is read, in whatever bytes it arrives", async () => {
  const { client } = await startAiServer();
  const body = { text: "\u0001".repeat(32_000) };
  expect((await client().send("POST", "/chat", { body })).status).toBe(200);
});

test("a client may choose a model that the application offers, and no other of its provider", async () => {
  const { client, provider } = await startWithProvider([{ says: { text: ["Hello."] } }], {
    settings: { AI_MODELS: ["openai:other", "anthropic:not-configured"] },
  });
  const { send } = client();
  expect((await send("GET", "/models")).json).toEqual({
    models: [
      { name: "openai:fake", isDefault: true, isDevelopment: false },
      { name: "openai:other", isDefault: false, isDevelopment: false },
    ],
    isPersistent: false,
  });
  const other = await send("POST", "/chat", { body: { text: "Hello", model: "openai:other" } });
  expect(other.json).toMatchObject({ model: "openai:other" });
  const expensive = await send("POST", "/chat", { body: { text: "Hello", model: "openai:most-expensive" } });
  expect([expensive.status, expensive.json]).toMatchObject([400, { code: "ai.unknown-model" }]);
  expect(provider.requests).toHaveLength(1);
});

test("in production without a provider a request is a problem, and everything else responds", async () => {
  const { client } = await startAiServer({ settings: { NODE_ENV: "production", AI_PUBLIC: true } });
  const { send } = client();
  for (const path of ["/chat", "/stream"]) {
    const { status, text } = await send("POST", path, { body: { text: "Hello" } });
    expect(status).toBe(503);
    expect(text).not.toContain("AI_MODEL");
  }
  expect((await send("GET", "/models")).json).toEqual({ models: [], isPersistent: false });
  expect((await send("GET", "/conversations")).json).toEqual({ conversations: [] });
});

test("a long answer arrives whole, and its metadata with its first and last part alone", async () => {
  const words = Array.from({ length: 2_000 }, (_, index) => `word-${index} `);
  const { client } = await startWithProvider([{ says: { text: words }, pieceBytes: 65_536 }]);
  const { text, chunks } = await readStream(
    await client().request("POST", "/stream", { body: { text: "Hello" } }),
  );
  expect(text).toBe(words.join(""));
  expect(chunks.filter(({ type }) => type === "text-delta")).toHaveLength(2_000);
  expect(chunks.filter(({ type }) => type === "message-metadata")).toEqual([]);
  for (const type of ["start", "finish"])
    expect(chunks.find((chunk) => chunk.type === type)).toMatchObject({
      messageMetadata: { model: "openai:fake", state: "complete" },
    });
});
