import { expect, test } from "vitest";
import { formatDuration, formatInstant, formatRelativeTime } from "./time.ts";

test.each([
  [-3, "0 s"],
  [0, "0 s"],
  [45.9, "45 s"],
  [60, "1 min"],
  [192, "3 min 12 s"],
  [7_500, "2 h 5 min"],
  [7_230, "2 h"],
  [273_600, "3 d 4 h"],
])("%d seconds last %s", (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});

const NOW = Date.parse("2027-01-31T08:05:09Z");

test.each([
  [0, "now"],
  [-400, "now"],
  [12_000, "12 s ago"],
  [119_000, "1 min ago"],
  [7_200_000, "2 h ago"],
  [260_000_000, "3 d ago"],
  [-5_000, "in 5 s"],
])("what was %d ms before now is shown as %s", (distance, text) => {
  expect(formatRelativeTime(NOW - distance, NOW)).toBe(text);
});

test("the exact moment names its time zone", () => {
  expect(formatInstant(NOW)).toBe("2027-01-31 08:05:09 UTC");
});
