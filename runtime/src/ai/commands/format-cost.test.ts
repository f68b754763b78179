import { expect, test } from "vitest";
import { formatCost } from "./format-cost.ts";

test.each([
  [{ costMicroUsd: null, unpricedRequests: 1 }, "unknown"],
  [{ costMicroUsd: 1_500, unpricedRequests: 1 }, "$0.0015 + 1 unknown"],
  [{ costMicroUsd: 1_234_567, unpricedRequests: 0 }, "$1.2346"],
  [{ costMicroUsd: 0, unpricedRequests: 0 }, "$0.0000"],
])("a cost that is not known is shown as unknown, never as nothing (case %#)", (totals, text) => {
  expect(formatCost(totals)).toBe(text);
});
