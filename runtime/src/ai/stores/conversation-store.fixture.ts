import { beforeEach, describe, expect, test } from "vitest";
import type { ChatMessage, ConversationStore } from "../conversations/conversation-store.ts";

const ADA = "user:ada";
const BOB = "user:bob";

/** A point in time on one day, ISO 8601. */
const minute = (count: number) => `2026-01-01T12:${String(count).padStart(2, "0")}:00.000Z`;

const createMessage = (id: string, text: string, createdAt = minute(1)): ChatMessage => ({
  id,
  role: "user",
  metadata: { createdAt, state: "complete" },
  parts: [{ type: "text", text }],
});

const createSummary = (id: string, at = minute(0)) => ({
  id,
  title: `About ${id}`,
  createdAt: at,
  updatedAt: at,
});

/** What every store of conversations promises. @param open makes an empty one */
export function describeConversationStore(open: () => Promise<ConversationStore>): void {
  describe("conversations", () => {
    let store: ConversationStore;
    beforeEach(async () => {
      store = await open();
    });

    test("a conversation is read with its messages in their order", async () => {
      await store.create(ADA, createSummary("a"));
      for (const text of ["one", "two", "three"])
        expect(await store.append(ADA, "a", createMessage(text, text))).toBe(true);
      expect(await store.read(ADA, "a")).toEqual({
        ...createSummary("a"),
        updatedAt: minute(1),
        messages: ["one", "two", "three"].map((text) => createMessage(text, text)),
      });
    });

    test("the one that was continued last is the first of the list, up to the limit", async () => {
      for (const id of ["a", "b", "c"]) await store.create(ADA, createSummary(id));
      await store.append(ADA, "a", createMessage("m", "again", minute(2)));
      await store.append(ADA, "b", createMessage("n", "again", minute(1)));
      expect((await store.list(ADA, 10)).map(({ id }) => id)).toEqual(["a", "b", "c"]);
      expect(await store.list(ADA, 1)).toEqual([{ ...createSummary("a"), updatedAt: minute(2) }]);
    });

    test("no other owner reads, lists, renames, continues or deletes it", async () => {
      await store.create(ADA, createSummary("a"));
      expect(await store.read(BOB, "a")).toBeUndefined();
      expect(await store.list(BOB, 10)).toEqual([]);
      expect(await store.rename(BOB, "a", "Mine")).toBe(false);
      expect(await store.append(BOB, "a", createMessage("m", "mine"))).toBe(false);
      expect(await store.delete(BOB, "a")).toBe(false);
      expect(await store.read(ADA, "a")).toEqual({ ...createSummary("a"), messages: [] });
    });

    test("a deleted conversation stays deleted, and a message to it is refused", async () => {
      await store.create(ADA, createSummary("a"));
      await store.append(ADA, "a", createMessage("m", "hello"));
      expect(await store.delete(ADA, "a")).toBe(true);
      expect(await store.append(ADA, "a", createMessage("n", "again"))).toBe(false);
      expect(await store.delete(ADA, "a")).toBe(false);
      expect(await store.read(ADA, "a")).toBeUndefined();
      await store.create(ADA, createSummary("a"));
      expect((await store.read(ADA, "a"))?.messages).toEqual([]);
    });

    test("a title is changed without moving the conversation in the list", async () => {
      await store.create(ADA, createSummary("a"));
      expect(await store.rename(ADA, "a", "Better")).toBe(true);
      expect(await store.list(ADA, 10)).toEqual([{ ...createSummary("a"), title: "Better" }]);
      expect(await store.rename(ADA, "none", "Better")).toBe(false);
    });

    test("messages that are added at once are all there, each once", async () => {
      await store.create(ADA, createSummary("a"));
      const ids = Array.from({ length: 20 }, (_, index) => `m${index}`);
      await Promise.all(ids.map((id) => store.append(ADA, "a", createMessage(id, id))));
      const { messages = [] } = (await store.read(ADA, "a")) ?? {};
      expect(messages.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    });

    test("a message that is added twice, also at once, is there once", async () => {
      await store.create(ADA, createSummary("a"));
      const add = (id: string) => store.append(ADA, "a", createMessage(id, "hello"));
      expect(await Promise.all([add("m"), add("m"), add("n")])).toEqual([true, true, true]);
      expect(await add("m")).toBe(true);
      const { messages = [] } = (await store.read(ADA, "a")) ?? {};
      expect(messages.map(({ id }) => id).toSorted()).toEqual(["m", "n"]);
    });

    test("a message that is added while its conversation is deleted leaves nothing behind", async () => {
      for (let round = 0; round < 10; round++) {
        await store.create(ADA, createSummary("a"));
        const adding = [1, 2, 3].map((index) => store.append(ADA, "a", createMessage(`m${index}`, "hello")));
        const [isDeleted] = await Promise.all([store.delete(ADA, "a"), ...adding]);
        expect(isDeleted).toBe(true);
        expect(await store.read(ADA, "a")).toBeUndefined();
      }
    });

    test("a message comes back as it was, whatever characters it has", async () => {
      await store.create(ADA, createSummary("a"));
      const message = createMessage("m", "NUL \0, half a pair \ud83d, a whole one 😀, ' \" \\ {}[]");
      await store.append(ADA, "a", message);
      expect((await store.read(ADA, "a"))?.messages).toEqual([message]);
    });

    test.each([["NUL \0"], ["half a pair \ud83d"], ["' OR 1=1 --"], ["%"]])(
      "an id that holds %j is unknown, and a title may hold it",
      async (text) => {
        await store.create(ADA, createSummary("a"));
        expect(await store.read(ADA, text)).toBeUndefined();
        expect(await store.delete(ADA, text)).toBe(false);
        expect(await store.rename(ADA, "a", text)).toBe(true);
        expect((await store.list(ADA, 1))[0]?.title).toHaveLength(text.length);
      },
    );

    test("of a long conversation the newest messages are read, as many as are asked for", async () => {
      await store.create(ADA, createSummary("a"));
      for (let count = 0; count < 12; count++) await store.append(ADA, "a", createMessage(`m${count}`, "x"));
      const newest = await store.read(ADA, "a", 2);
      expect(newest?.messages.map(({ id }) => id)).toEqual(["m10", "m11"]);
      expect((await store.read(ADA, "a"))?.messages).toHaveLength(12);
    });

    test("those that were not continued since a moment are deleted, of every owner", async () => {
      await store.create(ADA, createSummary("old"));
      await store.create(BOB, createSummary("other"));
      await store.create(ADA, createSummary("continued"));
      await store.append(ADA, "continued", createMessage("m", "again", minute(5)));
      expect(await store.deleteOlderThan(minute(5))).toBe(2);
      expect((await store.list(ADA, 10)).map(({ id }) => id)).toEqual(["continued"]);
      expect(await store.list(BOB, 10)).toEqual([]);
      expect(await store.deleteOlderThan(minute(5))).toBe(0);
    });
  });
}
