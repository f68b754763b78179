import { expect, test } from "vitest";
import { type Duration, formatDuration, formatTimeAgo, parseDuration } from "./index.ts";

test.each([
  ["250ms", 250],
  ["90s", 90_000],
  ["1.5h", 5_400_000],
  ["1d", 86_400_000],
  [1_234, 1_234],
] as const)("%s is %i ms", (text, expected) => {
  expect(parseDuration(text)).toBe(expected);
});

test.each(["1 day", "", "h", "-5m", "1e3s"])("%j is no duration", (text) => {
  expect(parseDuration(text as Duration)).toBeNaN();
});

test.each([
  [900_000, "15 minutes"],
  [86_400_000, "1 day"],
  [90_000, "90 seconds"],
  [1_500, "1500 milliseconds"],
])("%i ms reads %s", (length, words) => {
  expect(formatDuration(length)).toBe(words);
});

test.each([
  [40_000, "40 s ago"],
  [-5, "0 s ago"],
  [12 * 60_000, "12 min ago"],
  [3 * 3_600_000, "3 h ago"],
])("%i ms back reads %s", (length, words) => {
  expect(formatTimeAgo(length)).toBe(words);
});
