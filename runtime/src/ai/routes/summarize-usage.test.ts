import { expect, test } from "vitest";
import type { UsageEntry } from "../usage/usage-store.ts";
import { summarizeUsage } from "./summarize-usage.ts";

const entry = (given: Partial<UsageEntry>): UsageEntry => ({
  id: "1",
  at: "2026-01-02T10:00:00.000Z",
  owner: "user:1",
  action: "chat",
  model: "openai:one",
  inputTokens: 10,
  outputTokens: 5,
  costMicroUsd: 100,
  outcome: "done",
  error: null,
  durationMs: 1,
  firstOutputMs: 1,
  ...given,
});

test("requests are added up by day and model, the newest day first", () => {
  const sums = summarizeUsage([
    entry({ at: "2026-01-03T00:00:00.000Z" }),
    entry({}),
    entry({ outcome: "failed", costMicroUsd: 1 }),
    entry({ model: "anthropic:two" }),
  ]);
  expect(sums).toMatchObject([
    { day: "2026-01-03", model: "openai:one", requests: 1 },
    { day: "2026-01-02", model: "anthropic:two", requests: 1 },
    { day: "2026-01-02", model: "openai:one", requests: 2, failed: 1, inputTokens: 20, costMicroUsd: 101 },
  ]);
});

test("an unknown cost is counted apart, and never as nothing", () => {
  const unknown = entry({ costMicroUsd: null });
  expect(summarizeUsage([unknown])).toMatchObject([{ costMicroUsd: null, requestsWithoutCost: 1 }]);
  expect(summarizeUsage([unknown, entry({}), entry({ costMicroUsd: 0 })])).toMatchObject([
    { costMicroUsd: 100, requestsWithoutCost: 1, requests: 3 },
  ]);
});
