import type { UIMessageChunk } from "ai";
import { beforeEach, describe, expect, test } from "vitest";
import type { AiStores } from "./ai-stores.ts";

const ADA = "user:ada";
const BOB = "user:bob";

/** A point in time on one day, ISO 8601. */
const second = (count: number) => new Date(Date.UTC(2026, 0, 1) + count * 1_000).toISOString();

const createChunks = (...texts: string[]): UIMessageChunk[] =>
  texts.map((delta) => ({ type: "text-delta", id: "t", delta }));

const key = { owner: ADA, id: "r" };

const response = { ...key, conversation: "a", model: "openai:fake", createdAt: second(0) };

/** What every store of responses promises. @param open makes empty stores */
export function describeResponseStore(open: () => Promise<AiStores>): void {
  describe("responses", () => {
    let stores: AiStores;
    let store: AiStores["responses"];
    beforeEach(async () => {
      stores = await open();
      store = stores.responses;
      for (const [owner, id] of [
        [ADA, "a"],
        [ADA, "b"],
        [BOB, "c"],
      ] as const)
        await stores.conversations.create(owner, {
          id,
          title: id,
          createdAt: second(0),
          updatedAt: second(0),
        });
    });

    test("one is queued, runs and ends, and its chunks come in their order", async () => {
      expect(await store.create(response)).toBe(true);
      expect(await store.read(key)).toEqual({ ...response, state: "queued", updatedAt: second(0) });
      expect(await store.begin(key, second(1))).toBe(true);
      expect(await store.append(key, createChunks("one", "two"), second(2))).toBe("running");
      expect(await store.append(key, [], second(3))).toBe("running");
      expect(await store.read(key)).toEqual({ ...response, state: "running", updatedAt: second(3) });
      const end = { state: "ended", chunks: createChunks("three"), at: second(4) } as const;
      expect(await store.end(key, end)).toBe(true);
      expect(await store.read(key)).toMatchObject({ state: "ended", updatedAt: second(4) });
      expect(await store.readChunks(key, 0, 10)).toEqual(createChunks("one", "two", "three"));
      expect(await store.readChunks(key, 1, 1)).toEqual(createChunks("two"));
      expect(await store.readChunks(key, 3, 10)).toEqual([]);
    });

    test("a conversation has one active response, however many are created at once", async () => {
      const ids = Array.from({ length: 10 }, (_, index) => `r${index}`);
      const created = await Promise.all(ids.map((id) => store.create({ ...response, id })));
      expect(created.filter(Boolean)).toHaveLength(1);
      const { id = "" } = (await store.findActive(ADA, "a")) ?? {};
      expect(await store.create({ ...response, id: "other", conversation: "b" })).toBe(true);
      await store.end({ owner: ADA, id }, { state: "cancelled", at: second(1) });
      expect(await store.findActive(ADA, "a")).toBeUndefined();
      expect(await store.create({ ...response, id: "next" })).toBe(true);
    });

    test("of many who begin or end one, one succeeds", async () => {
      await store.create(response);
      const count = async (calls: Promise<boolean>[]) => (await Promise.all(calls)).filter(Boolean).length;
      expect(await count(Array.from({ length: 10 }, () => store.begin(key, second(1))))).toBe(1);
      const end = { state: "ended", chunks: createChunks("last"), at: second(2) } as const;
      expect(await count(Array.from({ length: 10 }, () => store.end(key, end)))).toBe(1);
      expect(await store.readChunks(key, 0, 100)).toEqual(createChunks("last"));
    });

    test("to one that does not run nothing is added", async () => {
      expect(await store.append(key, createChunks("none"), second(1))).toBeUndefined();
      await store.create(response);
      expect(await store.append(key, createChunks("early"), second(1))).toBe("queued");
      await store.begin(key, second(1));
      await store.end(key, { state: "cancelled", at: second(2) });
      expect(await store.append(key, createChunks("late"), second(3))).toBe("cancelled");
      expect(await store.end(key, { state: "ended", chunks: createChunks("late"), at: second(3) })).toBe(
        false,
      );
      expect(await store.readChunks(key, 0, 10)).toEqual([]);
    });

    test("chunks that are added at once are all there, each once", async () => {
      await store.create(response);
      await store.begin(key, second(1));
      const texts = Array.from({ length: 20 }, (_, index) => `t${index}`);
      await Promise.all(texts.map((text) => store.append(key, createChunks(text), second(2))));
      const chunks = await store.readChunks(key, 0, 100);
      expect(chunks.map((chunk) => "delta" in chunk && chunk.delta).toSorted()).toEqual(texts.toSorted());
    });

    test("a chunk comes back as it was, whatever characters it has", async () => {
      await store.create(response);
      await store.begin(key, second(1));
      const chunks = createChunks("NUL \0, half a pair \ud83d, a whole one 😀, ' \" \\ {}[]");
      await store.append(key, chunks, second(2));
      expect(await store.readChunks(key, 0, 10)).toEqual(chunks);
    });

    test("no other owner reads, finds, begins, continues, ends or deletes it", async () => {
      await store.create(response);
      const stolen = { owner: BOB, id: "r" };
      expect(await store.read(stolen)).toBeUndefined();
      expect(await store.findActive(BOB, "a")).toBeUndefined();
      expect(await store.begin(stolen, second(1))).toBe(false);
      await store.begin(key, second(1));
      expect(await store.append(stolen, createChunks("mine"), second(2))).toBeUndefined();
      expect(await store.end(stolen, { state: "cancelled", at: second(2) })).toBe(false);
      await store.append(key, createChunks("hers"), second(2));
      expect(await store.readChunks(stolen, 0, 10)).toEqual([]);
      await store.deleteByConversation(BOB, "a");
      expect(await store.readChunks(key, 0, 10)).toEqual(createChunks("hers"));
    });

    test("those of a conversation are deleted with their chunks", async () => {
      await store.create(response);
      await store.begin(key, second(1));
      await store.append(key, createChunks("one"), second(1));
      await store.deleteByConversation(ADA, "a");
      expect(await store.read(key)).toBeUndefined();
      expect(await store.readChunks(key, 0, 10)).toEqual([]);
      expect(await store.append(key, createChunks("late"), second(2))).toBeUndefined();
    });

    test("those that did not change since a moment are deleted, of every owner", async () => {
      await store.create(response);
      await store.create({ ...response, owner: BOB, id: "s", conversation: "c" });
      await store.create({ ...response, id: "new", conversation: "b" });
      await store.begin({ owner: ADA, id: "new" }, second(5));
      expect(await store.deleteOlderThan(second(5))).toBe(2);
      expect(await store.read(key)).toBeUndefined();
      expect(await store.read({ owner: ADA, id: "new" })).toMatchObject({ state: "running" });
    });
  });
}
