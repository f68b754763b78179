import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { AiCaller } from "../caller.ts";
import { createFreshAi, type FreshAiOptions } from "../fresh-ai.fixture.ts";
import { defineTool } from "../tools/ai-tool.ts";
import { startProviderServer, TEST_KEY, type WireBehaviour } from "./provider-server.fixture.ts";
import { WIRE_FORMATS, type WireProvider } from "./wire-formats.fixture.ts";

const ada: AiCaller = { kind: "user", id: "ada" };
const QUESTION = "A question that no log may hold";

const PROVIDERS = Object.keys(WIRE_FORMATS) as WireProvider[];

describe.each(PROVIDERS)("%s", (provider) => {
  async function prepare(behaviours: readonly WireBehaviour[], options: FreshAiOptions = {}) {
    const server = await startProviderServer(provider, behaviours);
    const settings = { AI_MODEL: server.model, ...options.settings };
    const ai = createFreshAi({ ...options, providers: [server.provider], settings });
    const ask = (signal?: AbortSignal) => ai.service.chat({ caller: ada, text: QUESTION, signal });
    return { ...server, ...ai, ask };
  }

  test("an answer is read whatever pieces it arrives in", async () => {
    const text = ["Grüße, ", "日本 ", "🙂", "!"];
    const whole = text.join("");
    for (const pieceBytes of [1, 7, 4_096]) {
      const { ask, requests, service } = await prepare([{ says: { text }, pieceBytes }]);
      expect((await ask()).text).toBe(whole);
      expect(requests).toHaveLength(1);
      expect(requests[0]?.body).toContain("You answer questions about the shop.");
      expect(await service.usage(ada, "2000")).toMatchObject([
        { model: `${provider}:fake`, inputTokens: 11, outputTokens: 7, outcome: "done", costMicroUsd: null },
      ]);
    }
  });

  test("tools are called, and the model reads what they return", async () => {
    const seen: unknown[] = [];
    const find = defineTool({
      name: "findOrder",
      description: "Finds an order.",
      input: z.object({ number: z.int() }),
      effect: "read",
      run: async (input, { caller }) => {
        seen.push([input, caller]);
        return { state: "sent on Tuesday" };
      },
    });
    const call: WireBehaviour = { says: { tool: { name: "findOrder", input: { number: 17 } } } };
    const { ask, requests, service } = await prepare([call, { says: { text: ["It was sent."] } }], {
      tools: [find],
    });
    expect((await ask()).text).toBe("It was sent.");
    expect(seen).toEqual([[{ number: 17 }, ada]]);
    expect(requests[1]?.body).toContain("sent on Tuesday");
    expect(await service.usage(ada, "2000")).toHaveLength(2);
  });

  test("a refusal for a moment is tried again as Retry-After says", async () => {
    const busy: WireBehaviour = { status: 429, headers: { "retry-after": "0" } };
    const { ask, requests } = await prepare([busy, busy, { says: { text: ["At last."] } }]);
    expect((await ask()).text).toBe("At last.");
    expect(requests).toHaveLength(3);
  });

  test.each([
    [429, "ai.provider-busy"],
    [500, "ai.provider-failed"],
    [401, "ai.key-refused"],
    [404, "ai.model-gone"],
    [413, "ai.context-exceeded"],
    [400, "ai.request-refused"],
  ])("a status of %i is %s, and neither key nor question is told", async (status, code) => {
    const body = JSON.stringify({ error: { message: `no: ${TEST_KEY} ${QUESTION}`, type: "x" } });
    const refusal = { status, headers: { "retry-after": "0" }, body };
    const { ask, lines, service } = await prepare([refusal, refusal, refusal]);
    const error: unknown = await ask().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code });
    const [entry] = await service.usage(ada, "2000");
    expect(entry).toMatchObject({ outcome: "failed", error: code, inputTokens: 0, outputTokens: 0 });
    const reported = `${JSON.stringify(lines)} ${String(error)} ${JSON.stringify(error)}`;
    expect(reported).not.toContain(TEST_KEY);
    expect(reported).not.toContain(QUESTION);
    expect((await service.budget(ada)).used.tokens).toBe(0);
  });

  test("what cannot be read is told as that", async () => {
    const { service } = await prepare([{ garbage: "<html>no</html>" }]);
    const request = { caller: ada, action: "triage", schema: z.object({ a: z.string() }), prompt: QUESTION };
    await expect(service.generateObject(request)).rejects.toMatchObject({ code: "ai.response-garbled" });
  });

  test("a model that ignores the schema is told as that, and nothing of its answer is", async () => {
    const { service } = await prepare([{ says: { text: ["I would rather not."] } }]);
    const request = { caller: ada, action: "triage", schema: z.object({ a: z.string() }), prompt: QUESTION };
    const error: unknown = await service.generateObject(request).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "ai.schema-ignored" });
    expect(String(error)).not.toContain("rather not");
  });

  test("an answer that stalls is given up, and what came of it is kept", async () => {
    const { service, requests } = await prepare([{ stallAfter: { text: ["The begin. ", "More."] } }], {
      settings: { AI_STALL_TIMEOUT: 1 },
    });
    const { conversation, chunks, ended } = await service.stream({ caller: ada, text: QUESTION });
    const errors = [];
    for await (const chunk of chunks) if (chunk.type === "error") errors.push(chunk.errorText);
    await ended;
    await requests[0]?.aborted;
    expect(errors).toHaveLength(1);
    const { messages } = await service.conversation(ada, conversation);
    expect(messages.at(-1)?.metadata?.state).toBe("interrupted");
    expect(JSON.stringify(messages.at(-1)?.parts)).toContain("The begin.");
  });

  test("a connection that is cut in the middle is told, and what came is kept", async () => {
    const { service } = await prepare([{ cutAfter: { text: ["The begin. ", "More."] } }]);
    const { conversation, chunks, ended } = await service.stream({ caller: ada, text: QUESTION });
    const types = [];
    for await (const { type } of chunks) types.push(type);
    await ended;
    expect(types).toContain("error");
    const { messages } = await service.conversation(ada, conversation);
    expect(messages.at(-1)?.metadata?.state).toBe("interrupted");
    expect(JSON.stringify(messages.at(-1)?.parts)).toContain("The begin.");
  });

  test.each([
    ["in a tool call", { tool: { name: "findOrder", input: { number: 17 } } }],
    ["before its first word", { text: [] }],
  ])("a conversation goes on after a response that broke off %s", async (_label, said) => {
    const after: WireBehaviour = { says: { text: ["Hello again."] } };
    const { service, requests } = await prepare([{ says: { text: ["Hello."] } }, { cutAfter: said }, after]);
    const { conversation } = await service.chat({ caller: ada, text: "First" });
    await service.chat({ caller: ada, text: "Second", conversation }).catch(() => {});
    const { text } = await service.chat({ caller: ada, text: "Third", conversation });
    expect(text).toBe("Hello again.");
    expect(requests.at(-1)?.body).toContain("Hello.");
  });

  test("a reader who leaves ends the request to the provider", async () => {
    const { service, requests } = await prepare([{ stallAfter: { text: ["The begin. ", "More."] } }]);
    const { chunks, ended } = await service.stream({ caller: ada, text: QUESTION });
    await chunks.cancel();
    await requests[0]?.aborted;
    await ended;
    expect(await service.usage(ada, "2000")).toMatchObject([{ outcome: "cancelled", error: null }]);
  });

  test("a caller who leaves before the first word ends the request to the provider", async () => {
    const { ask, requests } = await prepare([{ stallAfter: {} }]);
    const left = new AbortController();
    const asked = ask(left.signal);
    await expect.poll(() => requests.length, { timeout: 60_000 }).toBe(1);
    left.abort();
    await expect(asked).rejects.toThrow();
    await requests[0]?.aborted;
  });
});

test("OpenAI is asked to keep nothing", async () => {
  const { provider, model, requests } = await startProviderServer("openai", [{ says: { text: ["Hello."] } }]);
  const { service } = createFreshAi({ providers: [provider], settings: { AI_MODEL: model } });
  await service.chat({ caller: ada, text: "First" });
  const request = { caller: ada, action: "triage", schema: z.object({ a: z.string() }), prompt: QUESTION };
  await service.generateObject(request).catch(() => {});
  expect(requests.map(({ body }) => JSON.parse(body).store)).toEqual([false, false]);
});

test("a provider that cannot be reached is told without its address", async () => {
  const { provider, model } = await startProviderServer("openai", []);
  const unreachable = {
    ...provider,
    load: async () =>
      (await import("@ai-sdk/openai")).createOpenAI({ apiKey: TEST_KEY, baseURL: "http://127.0.0.1:9" }),
  };
  const { service } = createFreshAi({
    providers: [unreachable],
    settings: { AI_MODEL: model, AI_TIMEOUT: 1 },
  });
  const error: unknown = await service
    .chat({ caller: ada, text: QUESTION })
    .catch((reason: unknown) => reason);
  expect(error).toMatchObject({ category: "unavailable" });
  expect(String(error)).not.toContain("127.0.0.1");
});
