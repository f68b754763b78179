import { expect, test } from "vitest";
import type { UsageEntry } from "../usage/usage-store.ts";
import { formatCost, summariseUsage } from "./summarise-usage.ts";

const entry: UsageEntry = {
  id: "1",
  at: "2026-03-01T10:00:00.000Z",
  owner: "user:1",
  action: "chat",
  model: "openai:gpt",
  inputTokens: 10,
  outputTokens: 5,
  costMicroUsd: 1_500,
  outcome: "done",
  error: null,
  durationMs: 100,
  firstOutputMs: 10,
};

test("requests are summed by day and model, the newest day first", () => {
  const summaries = summariseUsage([
    entry,
    { ...entry, outcome: "failed", costMicroUsd: 500 },
    { ...entry, model: "anthropic:claude", costMicroUsd: null },
    { ...entry, at: "2026-03-02T23:59:59.999Z" },
  ]);
  expect(summaries.map(({ day, model, requests }) => [day, model, requests])).toEqual([
    ["2026-03-02", "openai:gpt", 1],
    ["2026-03-01", "anthropic:claude", 1],
    ["2026-03-01", "openai:gpt", 2],
  ]);
  expect(summaries[2]).toMatchObject({ failed: 1, inputTokens: 20, outputTokens: 10, costMicroUsd: 2_000 });
});

test("a cost that is not known is shown as unknown, never as nothing", () => {
  const [unknown] = summariseUsage([{ ...entry, costMicroUsd: null }]);
  const [mixed] = summariseUsage([entry, { ...entry, costMicroUsd: null }]);
  const [free] = summariseUsage([{ ...entry, costMicroUsd: 0 }]);
  expect([unknown, mixed, free].map((summary) => summary && formatCost(summary))).toEqual([
    "unknown",
    "$0.0015 + 1 unknown",
    "$0.0000",
  ]);
});
