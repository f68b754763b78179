import { expect, test } from "vitest";
import { createTestHealth } from "../testing/index.ts";
import { createCacheHealth } from "./health.ts";
import type { CacheReport } from "./report.ts";
import { createCounts } from "./stats.ts";

const report: CacheReport = {
  ...createCounts(),
  memory: { entries: 3, bytes: 2_048, evicted: 0, limits: { entries: 10, bytes: 1_048_576 } },
  remote: null,
};

async function examined(situation: Partial<CacheReport> = {}) {
  const cache = { stats: () => ({ ...report, ...situation }), probe: async () => {} };
  const group = createCacheHealth({ cache });
  const { tree, ready } = await createTestHealth({ groups: [group] }).report();
  const nodes = tree.children[0]?.children ?? [];
  return { ready, found: nodes.map(({ name, status, message }) => `${name} ${status}: ${message}`) };
}

test("before anybody asked", async () => {
  expect((await examined()).found).toEqual([
    "hits healthy: No calls yet.",
    "memory healthy: 3 entries use 2.0 KiB of 1.0 MiB.",
  ]);
});

test("the hit rate counts whatever was answered without making the value", async () => {
  const { found } = await examined({ memoryHits: 6, remoteHits: 1, stale: 1, misses: 1, failures: 1 });
  expect(found[0]).toBe("hits healthy: Hit rate 80 % of 10 calls.");
});

test("a second level that is away is a warning, and the process stays ready", async () => {
  const well = { reachable: true, listening: true, pending: 0, trouble: null };
  expect((await examined({ remote: well })).found[2]).toBe("shared healthy: Shared with all processes.");
  const { ready, found } = await examined({ remote: { ...well, reachable: false }, remoteErrors: 1 });
  expect(ready).toBe(true);
  expect(found[2]).toMatch(/^shared warning: Redis is unavailable/);
});

test.each([
  ["what it invalidates does not reach the others", { pending: 2, trouble: "It is forbidden." }],
  ["what the others invalidate does not reach it", { listening: false, trouble: "It is forbidden." }],
])("it is a warning with its reason that %s", async (_what, more) => {
  const remote = { reachable: true, listening: true, pending: 0, ...more };
  expect((await examined({ remote })).found[2]).toMatch(
    /^shared warning: Invalidations .* It is forbidden\.$/,
  );
});
