import type { Quantity } from "../../format/quantity.ts";

const MICRO_USD_PER_USD = 1_000_000;

/** Millionths of a US dollar as dollars: with four decimals below a cent. */
export function formatUsd(microUsd: number): Quantity {
  const usd = microUsd / MICRO_USD_PER_USD;
  return { value: usd.toFixed(usd === 0 || usd >= 0.01 ? 2 : 4), unit: "USD" };
}

/** A cost in words, with the number of requests that it does not contain. An unknown one is never 0. */
export function formatCost({
  costMicroUsd,
  unpricedRequests,
}: {
  costMicroUsd: number | null;
  unpricedRequests: number;
}): string {
  if (costMicroUsd === null) return "Unknown";
  const { value, unit } = formatUsd(costMicroUsd);
  return unpricedRequests === 0 ? `${value} ${unit}` : `${value} ${unit} + ${unpricedRequests} unknown`;
}
