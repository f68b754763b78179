import { beforeEach, describe, expect, test } from "vitest";
import { type Approval, type ApprovalStore, MAX_LISTED_APPROVALS } from "../tools/approvals.ts";

const ADA = "user:ada";
const BOB = "user:bob";

/** A point in time, ISO 8601. */
const second = (count: number) => new Date(Date.UTC(2026, 0, 1) + count * 1_000).toISOString();

const createApproval = (id: string, options: Partial<Approval> = {}): Approval => ({
  id,
  owner: ADA,
  tool: "deleteOrder",
  input: { number: 17 },
  summary: "Delete the order 17",
  createdAt: second(0),
  expiresAt: second(60),
  ...options,
});

/** What every store of approvals promises. @param open makes an empty one */
export function describeApprovalStore(open: () => Promise<ApprovalStore>): void {
  describe("approvals", () => {
    let store: ApprovalStore;
    beforeEach(async () => {
      store = await open();
    });

    test("those that wait for an owner are listed, the newest first", async () => {
      await store.create(createApproval("a", { createdAt: second(1) }));
      await store.create(createApproval("b", { createdAt: second(2) }));
      await store.create(createApproval("c", { owner: BOB }));
      expect((await store.list(ADA)).map(({ id }) => id)).toEqual(["b", "a"]);
      expect(await store.list(BOB)).toEqual([createApproval("c", { owner: BOB })]);
    });

    test("one is taken once, as it was stored", async () => {
      await store.create(createApproval("a"));
      expect(await store.take(ADA, "a")).toEqual(createApproval("a"));
      expect(await store.take(ADA, "a")).toBeUndefined();
      expect(await store.list(ADA)).toEqual([]);
    });

    test("of many who take one at once, one receives it", async () => {
      await store.create(createApproval("a"));
      const taken = await Promise.all(Array.from({ length: 20 }, () => store.take(ADA, "a")));
      expect(taken.filter((approval) => approval !== undefined)).toEqual([createApproval("a")]);
    });

    test("no other owner takes it", async () => {
      await store.create(createApproval("a"));
      expect(await store.take(BOB, "a")).toBeUndefined();
      expect(await store.take(ADA, "a")).toEqual(createApproval("a"));
    });

    test.each([[null], [[1, { two: "three" }]], ["NUL \0 and \ud83d"], [{ b: 1, a: 2 }]])(
      "the input %j comes back as it was",
      async (input) => {
        await store.create(createApproval("a", { input }));
        expect((await store.take(ADA, "a"))?.input).toEqual(input);
      },
    );

    test("an id with characters that no database stores is unknown", async () => {
      expect(await store.take(ADA, "\0")).toBeUndefined();
      expect(await store.take(ADA, "\ud83d")).toBeUndefined();
    });

    test("no more are listed than a reader can decide", async () => {
      for (let count = 0; count <= MAX_LISTED_APPROVALS; count++)
        await store.create(createApproval(`a${count}`, { createdAt: second(count) }));
      const listed = await store.list(ADA);
      expect(listed).toHaveLength(MAX_LISTED_APPROVALS);
      expect(listed[0]?.id).toBe(`a${MAX_LISTED_APPROVALS}`);
    });

    test("those that have expired are deleted", async () => {
      await store.create(createApproval("a", { expiresAt: second(60) }));
      await store.create(createApproval("b", { expiresAt: second(61), owner: BOB }));
      expect(await store.deleteExpired(second(60))).toBe(1);
      expect(await store.take(ADA, "a")).toBeUndefined();
      expect(await store.take(BOB, "b")).toBeDefined();
    });
  });
}
