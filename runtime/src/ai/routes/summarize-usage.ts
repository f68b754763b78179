import type { UsageEntry } from "../usage/usage-store.ts";
import type { ModelUsage } from "./schemas.ts";

/** Adds requests up by day and model, the newest day first. What has no known cost is counted apart: it is never nothing. */
export function summarizeUsage(entries: readonly UsageEntry[]): ModelUsage[] {
  const sums = new Map<string, ModelUsage>();
  for (const entry of entries) {
    const day = entry.at.slice(0, 10);
    const key = `${day} ${entry.model}`;
    const sum = sums.get(key) ?? createEmptySum(day, entry.model);
    sums.set(key, addEntry(sum, entry));
  }
  return [...sums.values()].toSorted(
    (one, other) => other.day.localeCompare(one.day) || one.model.localeCompare(other.model),
  );
}

const createEmptySum = (day: string, model: string): ModelUsage => ({
  day,
  model,
  requests: 0,
  failed: 0,
  inputTokens: 0,
  outputTokens: 0,
  costMicroUsd: null,
  requestsWithoutCost: 0,
});

function addEntry(sum: ModelUsage, entry: UsageEntry): ModelUsage {
  const { costMicroUsd: cost } = entry;
  return {
    ...sum,
    requests: sum.requests + 1,
    failed: sum.failed + (entry.outcome === "failed" ? 1 : 0),
    inputTokens: sum.inputTokens + entry.inputTokens,
    outputTokens: sum.outputTokens + entry.outputTokens,
    costMicroUsd: cost === null ? sum.costMicroUsd : (sum.costMicroUsd ?? 0) + cost,
    requestsWithoutCost: sum.requestsWithoutCost + (cost === null ? 1 : 0),
  };
}
