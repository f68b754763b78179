import type { UsageEntry } from "./usage-entry.ts";

/** What the requests to one model used on one day. */
export interface UsageTotals {
  /** ISO 8601, in UTC. */
  readonly day: string;
  /** With its provider. */
  readonly model: string;
  readonly requests: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Of the requests whose price is known, in millionths of a US dollar; null where it is known of none. */
  readonly costMicroUsd: number | null;
  /** Requests whose cost is unknown, and which `costMicroUsd` does not contain. */
  readonly unpricedRequests: number;
}

/** How long the first output took. */
export interface FirstOutputTimes {
  readonly p50Ms: number;
  readonly p95Ms: number;
  /** The newest requests with an output, at most `MAX_TIMED_REQUESTS`, of which these are the percentiles. */
  readonly requests: number;
}

/** Usage as a report shows it. */
export interface UsageSummary {
  /** By day and model; the oldest day first. */
  readonly totals: readonly UsageTotals[];
  /** Null where no request had an output. */
  readonly firstOutput: FirstOutputTimes | null;
  /** The newest failures first, at most `MAX_LISTED_FAILURES`. */
  readonly failures: readonly UsageEntry[];
}

/** Requests whose times are read for percentiles, the newest. More of them move a percentile by less than it changes by itself. */
export const MAX_TIMED_REQUESTS = 5_000;

/** Failures that a report lists. */
export const MAX_LISTED_FAILURES = 10;

/** Summarises entries. @param entries the newest first */
export function summariseEntries(entries: readonly UsageEntry[]): UsageSummary {
  const groups = Map.groupBy(entries, ({ at, model }) => JSON.stringify([at.slice(0, 10), model]));
  return {
    totals: [...groups.values()].map(addUp).toSorted(compareTotals),
    firstOutput: summariseTimes(
      entries.flatMap(({ firstOutputMs }) => firstOutputMs ?? []).slice(0, MAX_TIMED_REQUESTS),
    ),
    failures: entries.filter(({ outcome }) => outcome === "failed").slice(0, MAX_LISTED_FAILURES),
  };
}

/** The percentiles of times in milliseconds, by the nearest rank; null where there are none. */
export function summariseTimes(times: readonly number[]): FirstOutputTimes | null {
  const sorted = times.toSorted((one, other) => one - other);
  const findPercentile = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
  if (sorted.length === 0) return null;
  return { p50Ms: findPercentile(0.5), p95Ms: findPercentile(0.95), requests: sorted.length };
}

/** Compares by the code units, as no locale changes their order. */
export const compareTotals = (one: UsageTotals, other: UsageTotals): number => {
  const [left, right] = [`${one.day} ${one.model}`, `${other.day} ${other.model}`];
  return left < right ? -1 : Number(left > right);
};

function addUp(entries: readonly UsageEntry[]): UsageTotals {
  const sum = (read: (entry: UsageEntry) => number) =>
    entries.reduce((total, entry) => total + read(entry), 0);
  const unpricedRequests = sum(({ costMicroUsd }) => Number(costMicroUsd === null));
  return {
    day: entries[0]?.at.slice(0, 10) ?? "",
    model: entries[0]?.model ?? "",
    requests: entries.length,
    failed: sum(({ outcome }) => Number(outcome === "failed")),
    cancelled: sum(({ outcome }) => Number(outcome === "cancelled")),
    inputTokens: sum(({ inputTokens }) => inputTokens),
    outputTokens: sum(({ outputTokens }) => outputTokens),
    costMicroUsd: unpricedRequests === entries.length ? null : sum(({ costMicroUsd }) => costMicroUsd ?? 0),
    unpricedRequests,
  };
}
