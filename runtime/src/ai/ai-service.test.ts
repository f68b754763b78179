import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { z } from "zod";
import type { AiCaller } from "./caller.ts";
import { createFreshAi } from "./fresh-ai.fixture.ts";
import { defineTool } from "./tools/ai-tool.ts";

const ada: AiCaller = { kind: "user", id: "ada" };
const bob: AiCaller = { kind: "user", id: "bob" };

const overview = defineTool({
  name: "overview",
  description: "Tells the version and the components of the shop.",
  input: z.object({}),
  effect: "read",
  run: async () => ({ version: "1.2.3", components: ["backend"] }),
});

/** The deltas of an answer and its other chunks, by type. */
async function readChunks(stream: ReadableStream<{ type: string }>) {
  const chunks: ({ type: string } & Record<string, unknown>)[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}

test("without a provider the development model answers, and says what it is", async () => {
  const { service } = createFreshAi();
  const { text, model, message } = await service.chat({ caller: ada, text: "Good morning" });
  expect(model).toBe("development:application");
  expect(text).toContain(
    "development model of shop: no provider is configured, and nothing leaves this machine",
  );
  expect(text).toContain("Good morning");
  expect(message.metadata).toMatchObject({ model, state: "complete" });
});

test("the same question has the same response, word by word", async () => {
  const { service } = createFreshAi();
  const responses = [];
  for (let round = 0; round < 2; round++) {
    const { chunks } = await service.stream({ caller: ada, text: "Good morning" });
    const read = await readChunks(chunks);
    responses.push(read.flatMap(({ type, delta }) => (type === "text-delta" ? [delta] : [])));
  }
  expect(responses[0]?.length).toBeGreaterThan(20);
  expect(responses[1]).toEqual(responses[0]);
});

test("in production without a provider every request is refused with the settings to set", async () => {
  const { service, model } = createFreshAi({ settings: { NODE_ENV: "production" } });
  expect(model).toBeUndefined();
  await expect(service.chat({ caller: ada, text: "Hello" })).rejects.toMatchObject({
    code: "ai.not-configured",
  });
});

test("a tool that reads is run, and its result is in the answer", async () => {
  const { service } = createFreshAi({ tools: [overview] });
  const { text } = await service.chat({ caller: ada, text: "Which components does the shop have?" });
  expect(text).toContain('"version": "1.2.3"');
});

test("a conversation is continued with what was said before, and belongs to its caller alone", async () => {
  const { service } = createFreshAi();
  const { conversation } = await service.chat({ caller: ada, text: "First question" });
  await service.chat({ caller: ada, text: "Second question", conversation });
  const { title, messages } = await service.conversation(ada, conversation);
  expect(title).toBe("First question");
  expect(messages.map(({ role }) => role)).toEqual(["user", "assistant", "user", "assistant"]);
  expect(await service.conversations(bob)).toEqual([]);
  const unknown = { code: "ai.unknown-conversation" };
  await expect(service.conversation(bob, conversation)).rejects.toMatchObject(unknown);
  await expect(service.chat({ caller: bob, text: "Mine?", conversation })).rejects.toMatchObject(unknown);
  await expect(service.renameConversation(bob, conversation, "mine")).rejects.toMatchObject(unknown);
  await expect(service.deleteConversation(bob, conversation)).rejects.toMatchObject(unknown);
  await service.renameConversation(ada, conversation, "Renamed");
  expect(await service.conversations(ada)).toMatchObject([{ id: conversation, title: "Renamed" }]);
  await service.deleteConversation(ada, conversation);
  await expect(service.conversation(ada, conversation)).rejects.toMatchObject(unknown);
});

test("a reader who leaves ends the response, and what came of it is kept", async () => {
  const { service } = createFreshAi();
  const { conversation, chunks, ended } = await service.stream({ caller: ada, text: "Good morning" });
  const reader = chunks.getReader();
  for (let count = 0; count < 6; count++) await reader.read();
  await reader.cancel();
  await ended;
  const { messages } = await service.conversation(ada, conversation);
  expect(messages.at(-1)).toMatchObject({ role: "assistant", metadata: { state: "interrupted" } });
  expect(JSON.stringify(messages.at(-1)?.parts)).toContain("I am");
  expect(await service.usage(ada, "2000")).toMatchObject([{ outcome: "cancelled", action: "chat" }]);
});

test("a caller who aborts and reads no more ends the response, and what came of it is kept", async () => {
  const { service } = createFreshAi();
  const left = new AbortController();
  const { conversation, chunks, ended } = await service.stream({
    caller: ada,
    text: "Good morning",
    signal: left.signal,
  });
  const reader = chunks.getReader();
  for (let count = 0; count < 6; count++) await reader.read();
  left.abort();
  await ended;
  const { messages } = await service.conversation(ada, conversation);
  expect(messages.at(-1)).toMatchObject({ role: "assistant", metadata: { state: "interrupted" } });
});

test("nothing listens to the signal of a request that has ended", async () => {
  const { service } = createFreshAi();
  const { signal } = new AbortController();
  await service.embed({ caller: ada, action: "search", texts: ["one"], model: "development:words", signal });
  const schema = z.object({ title: z.string() });
  await service.generateObject({ caller: ada, action: "triage", schema, prompt: "One", signal });
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

test("an object fits its schema", async () => {
  const { service } = createFreshAi();
  const schema = z.object({
    title: z.string().max(20),
    priority: z.enum(["low", "high"]),
    estimate: z.int().min(5),
    tags: z.array(z.string()).min(2),
    due: z.iso.date().nullable(),
  });
  const request = { caller: ada, action: "triage", schema, prompt: "The page of orders is empty" };
  const object = await service.generateObject(request);
  expect(object).toMatchObject({ title: "The page of orders i", priority: "low", estimate: 5 });
  expect(await service.usage(ada, "2000")).toMatchObject([
    { action: "triage", outcome: "done", error: null },
  ]);
});

test("texts with the same words are near each other", async () => {
  const { service } = createFreshAi();
  const texts = ["orders of a customer", "the orders of this customer", "weather on the moon"];
  const embedded = await service.embed({ caller: ada, action: "compare", texts, model: "development:words" });
  const [first = [], similar = [], other = []] = embedded;
  const product = (compared: readonly number[]) =>
    first.reduce((sum, value, index) => sum + value * (compared[index] ?? 0), 0);
  expect(product(similar)).toBeGreaterThan(product(other));
  expect(product(first)).toBeCloseTo(1);
});

test("usage names no question and no answer", async () => {
  const { service } = createFreshAi();
  await service.chat({ caller: ada, text: "A secret question" });
  const [entry] = await service.usage(ada, "2000");
  expect(entry).toMatchObject({
    owner: "user:ada",
    model: "development:application",
    costMicroUsd: null,
    outcome: "done",
  });
  expect(entry?.inputTokens).toBeGreaterThan(0);
  expect(entry?.outputTokens).toBeGreaterThan(0);
  expect(JSON.stringify(entry)).not.toContain("secret");
  expect(await service.usage(bob, "2000")).toEqual([]);
});

test("each word of a response is one chunk, and the facts of the message come once at both ends", async () => {
  const { service } = createFreshAi();
  const { chunks, ended } = await service.stream({ caller: ada, text: "Good morning" });
  const types = (await readChunks(chunks)).map(({ type }) => type);
  await ended;
  expect([...new Set(types)]).toEqual([
    "start",
    "start-step",
    "text-start",
    "text-delta",
    "text-end",
    "finish-step",
    "finish",
  ]);
});
