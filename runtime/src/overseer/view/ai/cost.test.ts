import { expect, test } from "vitest";
import { formatCost } from "./cost.ts";

test.each([
  ["nothing", 0, 0, "0.00 USD"],
  ["less than a cent", 1_234, 0, "0.0012 USD"],
  ["more than a dollar", 12_345_678, 0, "12.35 USD"],
  ["a part that is unknown", 500_000, 3, "0.50 USD + 3 unknown"],
  ["no known price", null, 2, "Unknown"],
])("a cost of %s is shown in dollars", (_label, costMicroUsd, unpricedRequests, text) => {
  expect(formatCost({ costMicroUsd, unpricedRequests })).toBe(text);
});
