import type { UsageEntry } from "../usage/usage-store.ts";

/** What one model was used for on one day. */
export interface UsageTotals {
  /** ISO 8601, in UTC. */
  readonly day: string;
  readonly model: string;
  readonly requests: number;
  readonly failed: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Millionths of a US dollar of the requests whose price is known; null where none is. */
  readonly costMicroUsd: number | null;
  /** The requests whose price is not known. */
  readonly unpricedRequests: number;
}

const DAY_CHARACTERS = "2026-01-01".length;

/** The day of a moment, both as ISO 8601 has them, in UTC. */
export const toDay = (at: string): string => at.slice(0, DAY_CHARACTERS);

/** Sums requests by day and model, the newest day first. */
export function summariseUsage(entries: readonly UsageEntry[]): readonly UsageTotals[] {
  const summaries = new Map<string, UsageTotals>();
  for (const entry of entries) {
    const day = toDay(entry.at);
    const key = `${day} ${entry.model}`;
    const before = summaries.get(key) ?? createEmptyTotals(day, entry.model);
    const cost = entry.costMicroUsd;
    summaries.set(key, {
      ...before,
      requests: before.requests + 1,
      failed: before.failed + (entry.outcome === "failed" ? 1 : 0),
      inputTokens: before.inputTokens + entry.inputTokens,
      outputTokens: before.outputTokens + entry.outputTokens,
      costMicroUsd: cost === null ? before.costMicroUsd : (before.costMicroUsd ?? 0) + cost,
      unpricedRequests: before.unpricedRequests + (cost === null ? 1 : 0),
    });
  }
  return [...summaries.values()].toSorted(
    (one, other) => other.day.localeCompare(one.day) || one.model.localeCompare(other.model),
  );
}

const createEmptyTotals = (day: string, model: string): UsageTotals => ({
  day,
  model,
  requests: 0,
  failed: 0,
  inputTokens: 0,
  outputTokens: 0,
  costMicroUsd: null,
  unpricedRequests: 0,
});

const MICRO_USD = 1_000_000;

/** A cost for a reader: what is not known is never shown as nothing. */
export function formatCost({
  costMicroUsd,
  unpricedRequests,
}: Pick<UsageTotals, "costMicroUsd" | "unpricedRequests">): string {
  if (costMicroUsd === null) return "unknown";
  const known = `$${(costMicroUsd / MICRO_USD).toFixed(4)}`;
  return unpricedRequests === 0 ? known : `${known} + ${unpricedRequests} unknown`;
}
