import { describe, expect, test } from "vitest";
import { DATABASES } from "../stores/stores.fixture.ts";
import { ada, bob, createBackgroundAi, readAll, summarise } from "./background.fixture.ts";

const running = new AbortController().signal;
const says = { says: { text: ["Long ", "ago."] } };
const BROKE_OFF = expect.stringContaining("The answer broke off.");

test("without a worker, or without a database, an answer in the background is refused", async () => {
  const { service } = await createBackgroundAi([says], {});
  const inMemory = service.startInBackground({ caller: ada, text: "Hello" });
  await expect(inMemory).rejects.toMatchObject({ code: "ai.no-background", category: "conflict" });
});

describe.each(DATABASES)("$engine", ({ createFresh }) => {
  const prepare = async (
    behaviours: Parameters<typeof createBackgroundAi>[0],
    options: Parameters<typeof createBackgroundAi>[1] = {},
  ) => await createBackgroundAi(behaviours, { database: await createFresh(), ...options });

  /** Starts an answer, and returns it with what a worker gets. */
  async function start({ service, enqueued }: Awaited<ReturnType<typeof prepare>>, conversation?: string) {
    const started = await service.startInBackground({ caller: ada, text: "Tell me a story", conversation });
    const payload = enqueued.at(-1);
    if (payload === undefined) throw new Error("nothing was enqueued");
    return { ...started, payload };
  }

  const follow = async ({ service }: Awaited<ReturnType<typeof prepare>>, conversation: string) => {
    const stream = await service.followResponse(ada, conversation);
    if (stream === undefined) throw new Error("nothing runs");
    return stream;
  };

  test("a worker answers, and the conversation has the message and the answer once", async () => {
    const ai = await prepare([says]);
    const { conversation, response, payload } = await start(ai);
    expect(payload).toEqual({
      response,
      conversation,
      caller: ada,
      text: "Tell me a story",
      model: "openai:fake",
    });
    const question = { id: response, role: "user", parts: [{ type: "text", text: "Tell me a story" }] };
    expect(await ai.service.conversation(ada, conversation)).toMatchObject({
      title: "Tell me a story",
      messages: [question],
    });
    expect(await ai.service.isResponding(ada, conversation)).toBe(true);
    const stream = await follow(ai, conversation);
    expect(stream).toMatchObject({ conversation, model: "openai:fake" });
    const reading = readAll(stream.chunks);
    await ai.service.respondInBackground(payload, running);
    const chunks = await reading;
    expect(summarise(chunks)).toEqual({ text: "Long ago.", errors: [] });
    expect([chunks[0]?.type, chunks.at(-1)?.type]).toEqual(["start", "finish"]);
    expect(await ai.service.isResponding(ada, conversation)).toBe(false);
    expect(await ai.service.followResponse(ada, conversation)).toBeUndefined();
    const { messages } = await ai.service.conversation(ada, conversation);
    expect(messages).toMatchObject([question, { role: "assistant", metadata: { state: "complete" } }]);
    expect(await ai.service.usage(ada, "2000")).toMatchObject([{ action: "chat", outcome: "done" }]);
    expect(ai.requests).toHaveLength(1);
    expect(ai.requests[0]?.body.split("Tell me a story")).toHaveLength(2);
  });

  test("a handler that is run again does not ask the provider again", async () => {
    const ai = await prepare([says]);
    const { conversation, payload } = await start(ai);
    await Promise.all([1, 2, 3].map(() => ai.service.respondInBackground(payload, running)));
    await ai.service.respondInBackground(payload, running);
    expect(ai.requests).toHaveLength(1);
    expect((await ai.service.conversation(ada, conversation)).messages.length).toBeLessThanOrEqual(2);
    expect(await ai.service.isResponding(ada, conversation)).toBe(false);
  });

  test("a second answer in one conversation is refused until the first one has ended", async () => {
    const ai = await prepare([says]);
    const { conversation, payload } = await start(ai);
    const refused = { code: "ai.already-responding", category: "conflict" };
    await expect(start(ai, conversation)).rejects.toMatchObject(refused);
    expect((await ai.service.conversation(ada, conversation)).messages).toHaveLength(1);
    await ai.service.respondInBackground(payload, running);
    const second = await start(ai, conversation);
    await ai.service.respondInBackground(second.payload, running);
    const { messages } = await ai.service.conversation(ada, conversation);
    expect(messages.map(({ role }) => role)).toEqual(["user", "assistant", "user", "assistant"]);
  });

  test("of several that start at once in one conversation one is enqueued", async () => {
    const ai = await prepare([says]);
    const { conversation, payload } = await start(ai);
    await ai.service.respondInBackground(payload, running);
    const started = await Promise.allSettled([1, 2, 3, 4].map(() => start(ai, conversation)));
    expect(started.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(ai.enqueued).toHaveLength(2);
  });

  test("no other caller starts, reads, follows or cancels an answer of a conversation", async () => {
    const ai = await prepare([says]);
    const { conversation, payload } = await start(ai);
    const unknown = { code: "ai.unknown-conversation" };
    const request = { caller: bob, text: "Mine?", conversation };
    await expect(ai.service.startInBackground(request)).rejects.toMatchObject(unknown);
    await expect(ai.service.followResponse(bob, conversation)).rejects.toMatchObject(unknown);
    await expect(ai.service.cancelResponse(bob, conversation)).rejects.toMatchObject(unknown);
    expect(await ai.service.isResponding(bob, conversation)).toBe(false);
    await ai.service.respondInBackground({ ...payload, caller: bob }, running);
    expect(ai.requests).toEqual([]);
    await ai.service.respondInBackground(payload, running);
    expect(ai.requests).toHaveLength(1);
  });

  test("what is no message is refused, and nothing is enqueued or stored", async () => {
    const { service, enqueued } = await prepare([says]);
    const refusals = [
      [{ caller: ada, text: "x".repeat(32_001) }, "ai.prompt-too-long"],
      [{ caller: ada, text: "Hello", model: "other:model" }, "ai.unknown-model"],
      [{ caller: ada, text: "Hello", conversation: "none" }, "ai.unknown-conversation"],
    ] as const;
    for (const [request, code] of refusals)
      await expect(service.startInBackground(request)).rejects.toMatchObject({ code });
    expect(enqueued).toEqual([]);
    expect(await service.conversations(ada)).toEqual([]);
  });

  test("where nothing can be enqueued no conversation is left, and one that was there can be asked again", async () => {
    let isAway = true;
    const enqueue = async () => {
      if (isAway) throw new Error("the queue is away");
    };
    const { service } = await prepare([says], { background: { enqueue } });
    const starting = service.startInBackground({ caller: ada, text: "Hello" });
    await expect(starting).rejects.toThrow("the queue is away");
    expect(await service.conversations(ada)).toEqual([]);
    const { conversation } = await service.chat({ caller: ada, text: "Hello" });
    const again = { caller: ada, text: "Hello again", conversation };
    await expect(service.startInBackground(again)).rejects.toThrow("the queue is away");
    isAway = false;
    expect(await service.startInBackground(again)).toMatchObject({ conversation });
  });

  test("an answer that is cancelled in the middle ends its request, and what came is stored", async () => {
    const ai = await prepare([{ stallAfter: { text: ["The begin. ", "More."] } }]);
    const { conversation, payload } = await start(ai);
    const working = ai.service.respondInBackground(payload, running);
    const reader = (await follow(ai, conversation)).chunks.getReader();
    for (let type = ""; type !== "text-delta"; type = (await reader.read()).value?.type ?? "");
    expect(await ai.service.cancelResponse(ada, conversation)).toBe(true);
    await ai.requests[0]?.aborted;
    await working;
    const rest = [];
    for (let read = await reader.read(); !read.done; read = await reader.read()) rest.push(read.value);
    expect(rest.at(-1)).toEqual({ type: "abort" });
    const { messages } = await ai.service.conversation(ada, conversation);
    expect(messages.at(-1)).toMatchObject({ role: "assistant", metadata: { state: "interrupted" } });
    expect(JSON.stringify(messages.at(-1))).toContain("The begin.");
    expect(await ai.service.cancelResponse(ada, conversation)).toBe(false);
  });

  test("an answer that is cancelled before a worker begins is not asked for", async () => {
    const ai = await prepare([says]);
    const { conversation, payload } = await start(ai);
    await ai.service.cancelResponse(ada, conversation);
    await ai.service.respondInBackground(payload, running);
    expect(ai.requests).toEqual([]);
  });

  test("a question that nothing came of is there once when it is asked again, in the background or not", async () => {
    const ai = await prepare([says]);
    const { conversation } = await start(ai);
    await ai.service.cancelResponse(ada, conversation);
    const { payload } = await start(ai, conversation);
    await ai.service.respondInBackground(payload, running);
    expect(ai.requests[0]?.body.split("Tell me a story")).toHaveLength(2);
    const second = { caller: ada, text: "And then?", conversation };
    await ai.service.startInBackground(second);
    await ai.service.cancelResponse(ada, conversation);
    await ai.service.chat(second);
    expect(ai.requests[1]?.body.split("And then?")).toHaveLength(2);
    const { messages } = await ai.service.conversation(ada, conversation);
    expect(messages.map(({ role }) => role)).toEqual(["user", "assistant", "user", "assistant"]);
  });

  test("a conversation that is deleted takes its answer with it, and ends the request", async () => {
    const ai = await prepare([{ stallAfter: { text: ["The begin. ", "More."] } }]);
    const { conversation, payload } = await start(ai);
    const working = ai.service.respondInBackground(payload, running);
    await expect.poll(() => ai.requests.length).toBe(1);
    await ai.service.deleteConversation(ada, conversation);
    await ai.requests[0]?.aborted;
    await working;
    expect(await ai.service.conversations(ada)).toEqual([]);
  });

  test("an error of the provider is an error of the answer, and no failure of the task", async () => {
    const refused = { status: 401 };
    const cut = { cutAfter: { text: ["The begin. ", "More."] } };
    for (const [behaviour, error] of [
      [refused, "The application cannot answer at the moment. Try again in a moment."],
      [cut, expect.any(String)],
    ] as const) {
      const ai = await prepare([behaviour]);
      const { conversation, payload } = await start(ai);
      const reading = readAll((await follow(ai, conversation)).chunks);
      await ai.service.respondInBackground(payload, running);
      expect(summarise(await reading).errors).toEqual([error]);
      expect(await ai.service.isResponding(ada, conversation)).toBe(false);
      const next = await start(ai, conversation);
      expect(next.conversation).toBe(conversation);
    }
  });

  test("a worker that has to stop ends the answer with an error, and does not begin it again", async () => {
    const ai = await prepare([{ stallAfter: { text: ["The begin. ", "More."] } }]);
    const { conversation, payload } = await start(ai);
    const stopping = new AbortController();
    const working = ai.service.respondInBackground(payload, stopping.signal);
    const { chunks } = await follow(ai, conversation);
    const read = [];
    for await (const chunk of chunks) {
      read.push(chunk);
      if (chunk.type === "text-delta") stopping.abort();
    }
    await working;
    expect(summarise(read)).toEqual({ text: "The begin. More.", errors: [BROKE_OFF] });
    await ai.service.respondInBackground(payload, running);
    expect(ai.requests).toHaveLength(1);
    const { messages } = await ai.service.conversation(ada, conversation);
    expect(messages.at(-1)).toMatchObject({ metadata: { state: "interrupted" } });
  });
});
