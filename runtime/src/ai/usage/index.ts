export type { UsageEntry } from "./usage-entry.ts";
export type { FirstOutputTimes, UsageSummary, UsageTotals } from "./usage-summary.ts";
