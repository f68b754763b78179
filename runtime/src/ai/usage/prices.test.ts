import { expect, test } from "vitest";
import { combinePrices, findCost, type ModelPrice } from "./prices.ts";
import { PUBLISHED_MODEL_PRICES } from "./published-prices.ts";

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

test("a model that the application prices has its prices alone, whatever their days", () => {
  const own = { ...price, input: 1, output: 1, since: "2025-01-01" };
  const other = { ...price, model: "anthropic:another" };
  expect(combinePrices([own], [price, cheaper, other])).toEqual([own, other]);
});

test.each(PUBLISHED_MODEL_PRICES)(
  "the price of $model since $since has a day, a source and an order",
  (entry) => {
    expect(entry.since).toMatch(/^20\d\d-\d\d-\d\d$/);
    expect(new URL(entry.source).protocol).toBe("https:");
    expect(entry.model).toMatch(/^[a-z]+:[a-z0-9.-]+$/);
    expect(entry.output).toBeGreaterThan(entry.input);
    expect(entry.cachedInput).toBeLessThan(entry.input);
  },
);

test("no model has two published prices of one day", () => {
  const keys = PUBLISHED_MODEL_PRICES.map(({ model, since }) => `${model} ${since}`);
  expect(new Set(keys).size).toBe(keys.length);
});
