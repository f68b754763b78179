import { connect } from "node:net";
import type { LanguageModelV4StreamPart } from "@ai-sdk/provider";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { createFreshAi } from "../fresh-ai.fixture.ts";
import { startProviderServer, type WireBehaviour } from "../providers/provider-server.fixture.ts";
import { defineTool } from "../tools/ai-tool.ts";
import { readStream, startAiServer, startWithProvider } from "./ai-server.fixture.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

/** Without a timer: those that poll move the time of the test on. */
async function waitFor(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setImmediate(resolve));
}

const SILENCES: readonly (readonly [string, WireBehaviour, number])[] = [
  ["no headers", { silentFrom: "headers" }, 503],
  ["no body", { silentFrom: "body" }, 503],
  // A stream has begun with the opening, and ends with an error.
  ["nothing after the opening of its body", { stallAfter: {} }, 200],
];

test.each(SILENCES)(
  "a provider that sends %s is given up after the stall timeout",
  async (_label, silence, streamStatus) => {
    for (const path of ["/chat", "/stream"]) {
      const { client, provider, logged, service } = await startWithProvider([silence]);
      let hasResponse = false;
      const asked = client()
        .send("POST", path, { body: { text: "Hello" } })
        .finally(() => {
          hasResponse = true;
        });
      await waitFor(() => provider.requests.length === 1);
      await vi.advanceTimersByTimeAsync(29_999);
      expect(hasResponse).toBe(false);
      await vi.advanceTimersByTimeAsync(1);
      const { status, text } = await asked;
      expect(status).toBe(path === "/chat" ? 503 : streamStatus);
      expect(text).toMatch(status === 503 ? /"code":"service\.unavailable"/ : /"type":"error"/);
      await provider.requests[0]?.aborted;
      expect(provider.requests).toHaveLength(1);
      expect(logged()).toContain("ai.timeout");
      expect((await service.usageSummary("2000")).totals).toMatchObject([{ requests: 1, failed: 1 }]);
    }
  },
);

test("a second request of the same answer is given up, too, and what came before is stored", async () => {
  const find = defineTool({
    name: "findOrder",
    description: "Finds an order.",
    input: z.object({ number: z.int() }),
    effect: "read",
    run: async () => ({ state: "sent on Tuesday" }),
  });
  const { client, provider } = await startWithProvider(
    [{ says: { tool: { name: "findOrder", input: { number: 17 } } } }, { silentFrom: "body" }],
    { tools: [find] },
  );
  const { request, send } = client();
  const streamed = request("POST", "/stream", { body: { text: "Hello" } }).then(readStream);
  await waitFor(() => provider.requests.length === 2);
  await vi.advanceTimersByTimeAsync(30_000);
  expect((await streamed).errors).toHaveLength(1);
  await provider.requests[1]?.aborted;
  const { conversations } = (await send("GET", "/conversations")).json as { conversations: { id: string }[] };
  const stored = await send("GET", `/conversations/${conversations[0]?.id}`);
  expect(stored.json).toMatchObject({ messages: [{}, { metadata: { state: "interrupted" } }] });
  expect(stored.text).toContain("sent on Tuesday");
});

/** A provider in this process, which heeds no signal. */
function startOwnProvider(parts: () => AsyncGenerator<LanguageModelV4StreamPart>) {
  const doStream = vi.fn(async () => ({ stream: ReadableStream.from(parts()) }));
  const model = { specificationVersion: "v4", provider: "own", modelId: "deaf", supportedUrls: {}, doStream };
  const provider = {
    name: "own",
    setting: "OWN",
    isConfigured: true,
    host: "this machine",
    load: async () => ({ languageModel: () => model }) as never,
  };
  return { doStream, providers: [provider], settings: { AI_MODEL: "own:deaf" } };
}

test("a provider that heeds no signal keeps no client waiting", async () => {
  const { doStream, ...options } = startOwnProvider(async function* () {
    yield { type: "stream-start", warnings: [] };
    await new Promise(() => {});
  });
  const { client } = await startAiServer(options);
  const asked = client().send("POST", "/chat", { body: { text: "Hello" } });
  await waitFor(() => doStream.mock.calls.length === 1);
  await vi.advanceTimersByTimeAsync(30_000);
  expect((await asked).status).toBe(503);
});

test("a response that no one reads ends after the whole time of an answer, and what came of it is stored", async () => {
  const { providers, settings } = startOwnProvider(async function* () {
    yield { type: "stream-start", warnings: [] };
    yield { type: "text-start", id: "t" };
    for (;;) yield { type: "text-delta", id: "t", delta: "and so on " };
  });
  const { service } = createFreshAi({ providers, settings });
  const caller = { kind: "user", id: "ada" } as const;
  const { conversation, ended } = await service.stream({ caller, text: "Hello" });
  await vi.advanceTimersByTimeAsync(120_000);
  await ended;
  const { messages } = await service.conversation(caller, conversation);
  expect(messages.at(-1)).toMatchObject({ metadata: { state: "interrupted" } });
});

/** A model that thinks until the test lets it speak. */
function startThinker() {
  const thought = Promise.withResolvers<void>();
  const thinking = Promise.withResolvers<void>();
  const { doStream: _doStream, ...options } = startOwnProvider(async function* () {
    yield { type: "stream-start", warnings: [] };
    yield { type: "reasoning-start", id: "r" };
    thinking.resolve();
    await thought.promise;
    yield { type: "reasoning-end", id: "r" };
    yield { type: "text-start", id: "t" };
    yield { type: "text-delta", id: "t", delta: "Forty-two." };
    yield { type: "text-end", id: "t" };
    yield {
      type: "finish",
      finishReason: { unified: "stop", raw: undefined },
      usage: {
        inputTokens: { total: 1, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
        outputTokens: { total: 1, text: undefined, reasoning: undefined },
      },
    };
  });
  return { options, thinking: thinking.promise, speak: thought.resolve };
}

test("a model that says that it thinks has the whole time of an answer", async () => {
  const { options, thinking, speak } = startThinker();
  const { client } = await startAiServer(options);
  const asked = client().send("POST", "/chat", { body: { text: "Hello" } });
  await thinking;
  await vi.advanceTimersByTimeAsync(60_000);
  speak();
  expect((await asked).json).toMatchObject({ text: "Forty-two." });
});

test.each(["/chat", "/stream"])("a quiet connection of %s stays open while a model thinks", async (path) => {
  const { options, thinking, speak } = startThinker();
  const { client, app, url } = await startAiServer(options);
  // In place of the minute of a server.
  app.server.timeout = 50;
  const asked = client().send("POST", path, { body: { text: "Hello" } });
  await thinking;
  const idle = connect(Number(url.port), url.hostname).resume();
  await new Promise((resolve) => idle.once("close", resolve));
  speak();
  const { status, text } = await asked;
  expect([status, text]).toEqual([200, expect.stringContaining("Forty-two.")]);
});

test.each(["headers", "body"] as const)(
  "objects and vectors are given up after the whole time of a request without %s",
  async (silentFrom) => {
    const { provider, model, requests } = await startProviderServer("openai-compatible", [{ silentFrom }]);
    const { service } = createFreshAi({ providers: [provider], settings: { AI_MODEL: model } });
    const caller = { kind: "user", id: "ada" } as const;
    const asks = [
      () => service.embed({ caller, action: "search", texts: ["one"], model }),
      () => service.generateObject({ caller, action: "triage", schema: z.object({}), prompt: "One" }),
    ];
    for (const [index, ask] of asks.entries()) {
      const outcome = ask().catch((error: unknown) => error);
      await waitFor(() => requests.length === index + 1);
      await vi.advanceTimersByTimeAsync(120_000);
      expect(await outcome).toMatchObject({ code: "ai.timeout" });
      await requests[index]?.aborted;
    }
    expect(requests).toHaveLength(2);
  },
);
