import type { UsageTotals } from "../usage/usage-summary.ts";

const MICRO_USD_PER_USD = 1_000_000;

/** A cost for a reader: what is not known is never shown as nothing. */
export function formatCost({
  costMicroUsd,
  unpricedRequests,
}: Pick<UsageTotals, "costMicroUsd" | "unpricedRequests">): string {
  if (costMicroUsd === null) return "unknown";
  const known = `$${(costMicroUsd / MICRO_USD_PER_USD).toFixed(4)}`;
  return unpricedRequests === 0 ? known : `${known} + ${unpricedRequests} unknown`;
}
