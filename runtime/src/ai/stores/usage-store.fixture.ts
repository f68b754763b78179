import { beforeEach, describe, expect, test } from "vitest";
import type { UsageEntry } from "../usage/usage-entry.ts";
import type { UsageStore } from "../usage/usage-store.ts";
import { MAX_LISTED_FAILURES } from "../usage/usage-summary.ts";

const ADA = "user:ada";
const BOB = "user:bob";
const CHEAP = "openai:cheap";
const UNPRICED = "ollama:local";

const createEntry = (id: string, options: Partial<UsageEntry> = {}): UsageEntry => ({
  id,
  at: "2026-01-01T12:00:00.000Z",
  owner: ADA,
  action: "chat",
  model: CHEAP,
  inputTokens: 100,
  outputTokens: 20,
  costMicroUsd: 7,
  outcome: "done",
  error: null,
  durationMs: 900,
  firstOutputMs: 100,
  ...options,
});

const at = (day: number, time = "12:00:00.000") => `2026-01-0${day}T${time}Z`;

/** What every store of usage promises. @param open makes an empty one */
export function describeUsageStore(open: () => Promise<UsageStore>): void {
  describe("usage", () => {
    let store: UsageStore;
    const record = async (...entries: readonly UsageEntry[]) => {
      for (const entry of entries) await store.record(entry);
    };
    beforeEach(async () => {
      store = await open();
    });

    test("entries come back as they were recorded, the newest first", async () => {
      const entries = [
        createEntry("a", { at: at(1) }),
        createEntry("b", { at: at(2), costMicroUsd: null, firstOutputMs: null }),
        createEntry("c", { at: at(3), outcome: "failed", error: "ai.timeout" }),
      ];
      await record(...entries);
      expect(await store.list({ since: "2000" })).toEqual(entries.toReversed());
      expect(await store.list({ since: at(2) })).toEqual(entries.slice(1).toReversed());
      expect(await store.list({ since: "2000", limit: 1 })).toEqual(entries.slice(2));
    });

    test("those of one owner are listed and summarised alone", async () => {
      await record(
        createEntry("a"),
        createEntry("b", { owner: BOB, outcome: "failed", error: "ai.timeout" }),
      );
      expect((await store.list({ since: "2000", owner: BOB })).map(({ id }) => id)).toEqual(["b"]);
      const { totals, failures } = await store.summarise({ since: "2000", owner: ADA });
      expect(totals.map(({ requests, failed }) => [requests, failed])).toEqual([[1, 0]]);
      expect(failures).toEqual([]);
    });

    test("totals are by day in UTC and by model, the oldest day first", async () => {
      await record(
        createEntry("a", { at: at(2, "00:00:00.000") }),
        createEntry("b", { at: at(1, "23:59:59.999") }),
        createEntry("c", { at: at(1), outcome: "cancelled", costMicroUsd: 3 }),
        createEntry("d", { at: at(1), outcome: "failed", error: "ai.timeout", costMicroUsd: null }),
        createEntry("e", { at: at(1), model: UNPRICED, costMicroUsd: null }),
      );
      const { totals } = await store.summarise({ since: "2000" });
      const used = (requests: number) => ({ inputTokens: 100 * requests, outputTokens: 20 * requests });
      expect(totals).toEqual([
        {
          day: "2026-01-01",
          model: UNPRICED,
          requests: 1,
          failed: 0,
          cancelled: 0,
          ...used(1),
          costMicroUsd: null,
          unpricedRequests: 1,
        },
        {
          day: "2026-01-01",
          model: CHEAP,
          requests: 3,
          failed: 1,
          cancelled: 1,
          ...used(3),
          costMicroUsd: 10,
          unpricedRequests: 1,
        },
        {
          day: "2026-01-02",
          model: CHEAP,
          requests: 1,
          failed: 0,
          cancelled: 0,
          ...used(1),
          costMicroUsd: 7,
          unpricedRequests: 0,
        },
      ]);
    });

    test("a cost of nothing is a cost, and an unknown one is none", async () => {
      await record(
        createEntry("a", { costMicroUsd: 0 }),
        createEntry("b", { at: at(2), costMicroUsd: null }),
      );
      const { totals } = await store.summarise({ since: "2000" });
      expect(totals.map(({ costMicroUsd }) => costMicroUsd)).toEqual([0, null]);
    });

    test("percentiles are of the requests that had an output", async () => {
      for (let count = 1; count <= 20; count++)
        await store.record(createEntry(`a${count}`, { firstOutputMs: count * 10 }));
      await store.record(createEntry("none", { firstOutputMs: null }));
      const { firstOutput } = await store.summarise({ since: "2000" });
      expect(firstOutput).toEqual({ p50Ms: 100, p95Ms: 190, requests: 20 });
    });

    test("without requests there are no totals and no percentiles", async () => {
      await store.record(createEntry("a"));
      const empty = { totals: [], firstOutput: null, failures: [] };
      expect(await store.summarise({ since: at(2) })).toEqual(empty);
    });

    test("the last failures are listed, the newest first", async () => {
      for (let count = 0; count <= MAX_LISTED_FAILURES; count++) {
        const time = at(1, `12:00:${String(count).padStart(2, "0")}.000`);
        await store.record(createEntry(`f${count}`, { at: time, outcome: "failed", error: "ai.timeout" }));
      }
      const { failures } = await store.summarise({ since: "2000" });
      expect(failures).toHaveLength(MAX_LISTED_FAILURES);
      expect(failures[0]?.id).toBe(`f${MAX_LISTED_FAILURES}`);
    });

    test("entries of before a moment are deleted, however many they are", async () => {
      const old = Array.from({ length: 1_001 }, (_, index) => createEntry(`old${index}`));
      await record(...old, createEntry("new", { at: at(2) }));
      expect(await store.deleteOlderThan(at(2))).toBe(1_001);
      expect((await store.list({ since: "2000" })).map(({ id }) => id)).toEqual(["new"]);
    });
  });
}
