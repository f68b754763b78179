import type { UIMessageChunk } from "ai";
import { pino } from "pino";
import { expect, test } from "vitest";
import type { ChatStream } from "../chat/chat-service.ts";
import { createMemoryConversations } from "../conversations/memory-conversations.ts";
import { ada, createDeltas, createManualTime, summarise } from "./background.fixture.ts";
import type { BackgroundOptions } from "./background-options.ts";
import { createBrokenResponses } from "./broken-responses.ts";
import { createMemoryResponses } from "./memory-responses.ts";
import { writeResponse } from "./write-response.ts";

const payload = { response: "r", caller: ada, conversation: "c", text: "Hello", model: "openai:fake" };
const key = { owner: "user:ada", id: "r" };
const running = new AbortController().signal;

/** A queued response, and a chat that streams what is given. */
async function prepare(
  chunks: ReadableStream<UIMessageChunk>,
  failing: Partial<BackgroundOptions["responses"]> = {},
) {
  const time = createManualTime();
  const responses = createMemoryResponses();
  const createdAt = new Date(time.now()).toISOString();
  await responses.create({ ...key, conversation: "c", model: "openai:fake", createdAt });
  const stream: ChatStream = { conversation: "c", model: "openai:fake", chunks, ended: Promise.resolve() };
  const options = {
    registry: { findModel: () => Promise.reject(new Error("no model is asked here")) },
    conversations: createMemoryConversations(),
    responses: { ...responses, ...failing },
    limits: { stallTimeoutMs: 30_000 },
    log: pino({ enabled: false }),
    now: time.now,
    createId: () => "id",
    wait: time.wait,
    chat: { stream: async () => stream },
  };
  const write = () => writeResponse(options, createBrokenResponses(options), payload, running);
  return { time, responses, write };
}

test("a fault in the middle ends the response with an error, and no worker is seen any more", async () => {
  let isBroken = false;
  const chunks = new ReadableStream<UIMessageChunk>({
    pull(controller) {
      if (isBroken) throw new Error("a fault of this test");
      controller.enqueue(...(createDeltas("Once") as [UIMessageChunk]));
      isBroken = true;
    },
  });
  const { time, responses, write } = await prepare(chunks);
  await expect(write()).rejects.toThrow("a fault of this test");
  expect(await responses.read(key)).toMatchObject({ state: "ended" });
  expect(summarise(await responses.readChunks(key, 0, 10))).toEqual({
    text: "Once",
    errors: [expect.stringContaining("The answer broke off.")],
  });
  const { updatedAt } = (await responses.read(key)) ?? {};
  for (let count = 0; count < 10; count++) await time.pass(1_000);
  expect(await responses.read(key)).toMatchObject({ updatedAt });
});

test("while the store fails the task fails, and its next attempt ends the response", async () => {
  let isAway = true;
  const { responses, write } = await prepare(ReadableStream.from(createDeltas(...Array(60).fill("word "))), {
    append: async (...batch) => {
      if (isAway) throw new Error("the database is away");
      return await responses.append(...batch);
    },
  });
  await expect(write()).rejects.toThrow("the database is away");
  expect(await responses.read(key)).toMatchObject({ state: "running" });
  isAway = false;
  await write();
  expect(await responses.read(key)).toMatchObject({ state: "ended" });
});
