import { expect, test } from "vitest";
import { findCost, type ModelPrice } from "./prices.ts";

const price: ModelPrice = {
  model: "anthropic:some-model",
  input: 3,
  output: 15,
  cachedInput: 0.3,
  since: "2026-01-01",
  source: "https://example.com/prices",
};
const cheaper: ModelPrice = { ...price, input: 2, output: 10, since: "2026-06-01" };
const count = { input: 1_000, cachedInput: 400, output: 200 };

test("a cost is in millionths of a dollar, at the price of its day", () => {
  const prices = [cheaper, price];
  expect(findCost(prices, price.model, "2026-03-01", count)).toBe(600 * 3 + 400 * 0.3 + 200 * 15);
  expect(findCost(prices, price.model, "2026-06-01", count)).toBe(600 * 2 + 400 * 0.3 + 200 * 10);
});

test("without a price for cached input it costs what other input does", () => {
  const { cachedInput: _cached, ...plain } = price;
  expect(findCost([plain], price.model, "2026-03-01", count)).toBe(1_000 * 3 + 200 * 15);
});

test.each([
  ["another model", "anthropic:another", "2026-03-01"],
  ["a day before the first price", price.model, "2025-12-31"],
])("the cost of %s is unknown, and not nothing", (_label, model, day) => {
  expect(findCost([price], model, day, count)).toBeUndefined();
});
