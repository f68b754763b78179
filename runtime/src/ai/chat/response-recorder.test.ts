import { readUIMessageStream, type UIMessageChunk } from "ai";
import { expect, test } from "vitest";
import type { ChatMessage, MessageFacts } from "../conversations/conversation-store.ts";
import { createResponseRecorder } from "./response-recorder.ts";

const facts: MessageFacts = {
  createdAt: "2026-03-01T10:00:00.000Z",
  model: "openai:gpt",
  state: "interrupted",
};

const RESPONSE: readonly UIMessageChunk[] = [
  { type: "start", messageId: "1", messageMetadata: { ...facts, state: "complete" } },
  { type: "start-step" },
  { type: "reasoning-start", id: "r" },
  { type: "reasoning-delta", id: "r", delta: "Let me " },
  { type: "reasoning-delta", id: "r", delta: "see." },
  { type: "reasoning-end", id: "r" },
  { type: "tool-input-start", toolCallId: "c", toolName: "overview" },
  { type: "tool-input-delta", toolCallId: "c", inputTextDelta: '{"a":' },
  { type: "tool-input-delta", toolCallId: "c", inputTextDelta: "1}" },
  { type: "tool-input-available", toolCallId: "c", toolName: "overview", input: { a: 1 } },
  { type: "tool-output-available", toolCallId: "c", output: { version: "1.2.3" } },
  { type: "finish-step" },
  { type: "start-step" },
  { type: "text-start", id: "a" },
  { type: "text-start", id: "b" },
  { type: "text-delta", id: "a", delta: "One " },
  { type: "text-delta", id: "a", delta: "two " },
  { type: "text-delta", id: "b", delta: "other" },
  { type: "text-delta", id: "a", delta: "three", providerMetadata: { openai: { itemId: "i" } } },
  { type: "text-end", id: "b" },
];

/** The message that the AI SDK makes of each chunk by itself. */
async function readMessage(chunks: readonly UIMessageChunk[]): Promise<ChatMessage | undefined> {
  let message: ChatMessage | undefined;
  const stream = ReadableStream.from([...chunks, { type: "message-metadata", messageMetadata: facts }]);
  for await (const state of readUIMessageStream<ChatMessage>({ stream: stream as never })) message = state;
  return message;
}

test("after each chunk the message is the one that the SDK makes of all of them", async () => {
  for (let length = 1; length <= RESPONSE.length; length++) {
    const chunks = RESPONSE.slice(0, length);
    const recorder = createResponseRecorder("1");
    for (const chunk of chunks) recorder.add(chunk);
    expect(await recorder.read(facts), `${length} chunks`).toEqual(await readMessage(chunks));
  }
});

test("errors are no part of the message", async () => {
  const recorder = createResponseRecorder("1");
  const text: readonly UIMessageChunk[] = [
    { type: "text-start", id: "a" },
    { type: "text-delta", id: "a", delta: "One" },
    { type: "error", errorText: "It broke off." },
    { type: "abort" },
  ];
  for (const chunk of text) recorder.add(chunk);
  expect(await recorder.read(facts)).toEqual({
    id: "1",
    role: "assistant",
    metadata: facts,
    parts: [expect.objectContaining({ type: "text", text: "One" })],
  });
});
