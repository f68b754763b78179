import type { UIMessageChunk } from "ai";
import { describe, expect, test } from "vitest";
import { createDatabaseStores } from "../stores/create-database-stores.ts";
import { DATABASES } from "../stores/stores.fixture.ts";
import { ada, createBackgroundAi, readAll, summarise } from "./background.fixture.ts";

const START = Date.UTC(2026, 0, 1, 12);
const running = new AbortController().signal;
const BROKE_OFF = "The answer broke off. What came of it is in the conversation; ask again.";

const CAME: readonly UIMessageChunk[] = [
  { type: "start", messageId: "m" },
  { type: "start-step" },
  { type: "text-start", id: "t" },
  { type: "text-delta", id: "t", delta: "Once upon" },
];

describe.each(DATABASES)("$engine", ({ createFresh }) => {
  /** An answer whose worker died after it had written something. */
  async function prepare(came = CAME) {
    let now = START;
    const stores = createDatabaseStores(await createFresh());
    const ai = await createBackgroundAi([{ says: { text: ["No."] } }], { stores, now: () => now });
    const { conversation } = await ai.service.startInBackground({ caller: ada, text: "Hello" });
    const payload = ai.enqueued[0];
    if (payload === undefined) throw new Error("nothing was enqueued");
    const key = { owner: "user:ada", id: payload.response };
    await stores.responses.begin(key, new Date(now).toISOString());
    await stores.responses.append(key, came, new Date(now).toISOString());
    const pass = (seconds: number) => {
      now += seconds * 1_000;
    };
    const readMessages = async () => (await ai.service.conversation(ada, conversation)).messages;
    return { ...ai, stores, conversation, payload, key, pass, readMessages };
  }

  test("the next worker ends it, keeps what came, and does not ask the provider", async () => {
    const { service, payload, conversation, requests, readMessages, stores, key } = await prepare();
    await service.respondInBackground(payload, running);
    await service.respondInBackground(payload, running);
    expect(requests).toEqual([]);
    expect(await service.isResponding(ada, conversation)).toBe(false);
    expect(await readMessages()).toMatchObject([
      { role: "user" },
      { id: "m", role: "assistant", metadata: { state: "interrupted", model: "openai:fake" } },
    ]);
    expect(JSON.stringify(await readMessages())).toContain("Once upon");
    const chunks = await stores.responses.readChunks(key, 0, 10);
    expect(chunks).toEqual([...CAME, { type: "error", errorText: BROKE_OFF }]);
  });

  test("a reader ends it once its worker was silent for too long", async () => {
    const { service, conversation, pass, readMessages } = await prepare();
    pass(60);
    const stream = await service.followResponse(ada, conversation);
    pass(1);
    const chunks = await readAll(stream?.chunks ?? new ReadableStream());
    expect(summarise(chunks)).toEqual({ text: "Once upon", errors: [BROKE_OFF] });
    expect(await service.followResponse(ada, conversation)).toBeUndefined();
    expect(await readMessages()).toHaveLength(2);
  });

  test("a message to its conversation ends it, and is answered", async () => {
    const { service, conversation, pass, readMessages, enqueued } = await prepare();
    const request = { caller: ada, text: "And then?", conversation };
    await expect(service.startInBackground(request)).rejects.toMatchObject({ code: "ai.already-responding" });
    pass(61);
    await service.startInBackground(request);
    expect(enqueued).toHaveLength(2);
    expect((await readMessages()).map(({ role }) => role)).toEqual(["user", "assistant", "user"]);
  });

  test("however many notice it at once, what came is kept once", async () => {
    const { service, conversation, pass, readMessages } = await prepare();
    pass(61);
    await Promise.all([1, 2, 3, 4].map(() => service.isResponding(ada, conversation)));
    await expect.poll(readMessages).toHaveLength(2);
  });

  test("what a worker keeps that was taken for dead is not there twice", async () => {
    const { conversation, pass, readMessages, service, stores } = await prepare();
    pass(61);
    await service.isResponding(ada, conversation);
    await expect.poll(readMessages).toHaveLength(2);
    const [, interrupted] = await readMessages();
    if (interrupted === undefined) throw new Error("nothing was kept");
    expect(await stores.conversations.append("user:ada", conversation, interrupted)).toBe(true);
    expect(await readMessages()).toHaveLength(2);
  });

  test("a message that its worker has kept already is not kept again", async () => {
    const { service, conversation, stores, payload, readMessages } = await prepare();
    await stores.conversations.append("user:ada", conversation, {
      id: "m",
      role: "assistant",
      metadata: { createdAt: new Date(START).toISOString(), state: "complete" },
      parts: [{ type: "text", text: "Once upon a time." }],
    });
    await service.respondInBackground(payload, running);
    expect(await readMessages()).toHaveLength(2);
  });

  test("one that waits for a worker is not broken, however long it waits", async () => {
    const { service, conversation, stores, key, pass } = await prepare([]);
    await stores.responses.end(key, { state: "ended", at: new Date(START).toISOString() });
    await service.startInBackground({ caller: ada, text: "Again", conversation });
    pass(3_600);
    expect(await service.isResponding(ada, conversation)).toBe(true);
  });
});
