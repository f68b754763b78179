import { beforeEach, describe, expect, test } from "vitest";
import type { BudgetShare, BudgetStore } from "../budget/budget-store.ts";

const DAY = "2026-01-01";
const NEXT_DAY = "2026-01-02";

const tokens = (count: number) => ({ tokens: count, microUsd: 0 });
const share = (key: string, limit: number, microUsd?: number): BudgetShare => ({
  key,
  limit: { tokens: limit, microUsd },
});

/** What every store of budgets promises. @param open makes an empty one */
export function describeBudgetStore(open: () => Promise<BudgetStore>): void {
  describe("budgets", () => {
    let store: BudgetStore;
    beforeEach(async () => {
      store = await open();
    });

    test("an amount is reserved up to the limit, and not beyond it", async () => {
      expect(await store.read("user:ada", DAY)).toEqual(tokens(0));
      expect(await store.reserve([share("user:ada", 100)], DAY, tokens(60))).toBeUndefined();
      expect(await store.reserve([share("user:ada", 100)], DAY, tokens(41))).toBe("user:ada");
      expect(await store.reserve([share("user:ada", 100)], DAY, tokens(40))).toBeUndefined();
      expect(await store.read("user:ada", DAY)).toEqual(tokens(100));
    });

    test("the first amount of a day is limited, too", async () => {
      expect(await store.reserve([share("user:ada", 100)], DAY, tokens(101))).toBe("user:ada");
      expect(await store.reserve([share("user:ada", 0)], DAY, tokens(1))).toBe("user:ada");
      expect(await store.read("user:ada", DAY)).toEqual(tokens(0));
    });

    test.each([
      { full: "user:ada", shares: [share("user:ada", 10), share("application", 100)] },
      { full: "application", shares: [share("user:ada", 100), share("application", 10)] },
    ])("it is added to no budget while $full has no room", async ({ full, shares }) => {
      expect(await store.reserve(shares, DAY, tokens(8))).toBeUndefined();
      expect(await store.reserve(shares, DAY, tokens(8))).toBe(full);
      for (const { key } of shares) expect(await store.read(key, DAY)).toEqual(tokens(8));
    });

    test("cost is limited beside tokens, and not at all without a limit", async () => {
      const amount = { tokens: 1, microUsd: 900 };
      expect(await store.reserve([share("user:ada", 100, 1_000)], DAY, amount)).toBeUndefined();
      expect(await store.reserve([share("user:ada", 100, 1_000)], DAY, amount)).toBe("user:ada");
      expect(await store.reserve([share("user:ada", 100)], DAY, amount)).toBeUndefined();
      expect(await store.read("user:ada", DAY)).toEqual({ tokens: 2, microUsd: 1_800 });
    });

    test("what was used takes the place of what was reserved", async () => {
      const shares = [share("user:ada", 100), share("application", 100)];
      await store.reserve(shares, DAY, { tokens: 80, microUsd: 50 });
      await store.adjust(["user:ada", "application"], DAY, { tokens: -70, microUsd: -45 });
      expect(await store.read("user:ada", DAY)).toEqual({ tokens: 10, microUsd: 5 });
      expect(await store.read("application", DAY)).toEqual({ tokens: 10, microUsd: 5 });
      expect(await store.reserve(shares, DAY, tokens(90))).toBeUndefined();
    });

    test("each day has a budget of its own", async () => {
      await store.reserve([share("user:ada", 100)], DAY, tokens(100));
      expect(await store.reserve([share("user:ada", 100)], NEXT_DAY, tokens(100))).toBeUndefined();
      await store.adjust(["user:ada"], DAY, tokens(-50));
      expect(await store.read("user:ada", NEXT_DAY)).toEqual(tokens(100));
    });

    test("amounts beyond 32 bits are counted exactly", async () => {
      const limit = 4 * 10 ** 12;
      await store.reserve([share("application", limit)], DAY, tokens(limit - 1));
      expect(await store.reserve([share("application", limit)], DAY, tokens(2))).toBe("application");
      expect(await store.read("application", DAY)).toEqual(tokens(limit - 1));
    });

    test("of many at once no more are granted than there is room for, whatever their order", async () => {
      const asked = Array.from({ length: 60 }, (_, index) => {
        const shares = [share(`user:${index % 3}`, 70), share("application", 150)];
        return store.reserve(index % 2 === 0 ? shares : shares.toReversed(), DAY, tokens(7));
      });
      const granted = (await Promise.all(asked)).filter((full) => full === undefined);
      expect(granted).toHaveLength(21);
      expect(await store.read("application", DAY)).toEqual(tokens(147));
      const users = await Promise.all([0, 1, 2].map((user) => store.read(`user:${user}`, DAY)));
      expect(users.reduce((sum, used) => sum + used.tokens, 0)).toBe(147);
      for (const used of users) expect(used.tokens).toBeLessThanOrEqual(70);
    });

    test("past days are deleted, and the present one stays", async () => {
      await store.reserve([share("user:ada", 100)], DAY, tokens(10));
      await store.reserve([share("user:ada", 100)], NEXT_DAY, tokens(20));
      await store.deleteBefore(NEXT_DAY);
      expect(await store.read("user:ada", DAY)).toEqual(tokens(0));
      expect(await store.read("user:ada", NEXT_DAY)).toEqual(tokens(20));
    });
  });
}
