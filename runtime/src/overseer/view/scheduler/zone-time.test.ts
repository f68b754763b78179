import { expect, test } from "vitest";
import { zoneTimes } from "./zone-time.ts";

test.each([
  ["2027-01-31T02:00:00.000Z", "UTC", "2027-01-31 02:00"],
  ["2027-01-31T00:00:00.000Z", "Europe/Berlin", "2027-01-31 01:00"],
  ["2027-07-01T00:00:00.000Z", "Europe/Berlin", "2027-07-01 02:00"],
  ["2027-01-31T00:00:05.000Z", "America/New_York", "2027-01-30 19:00:05"],
  ["2027-01-31T00:00:00.000Z", "UTC", "2027-01-31 00:00"],
])("%s is, in %s, %s", (moment, timeZone, text) => {
  expect(zoneTimes([moment], timeZone)).toEqual([text]);
});

test("where one has seconds, all are shown with theirs", () => {
  expect(zoneTimes(["2027-01-31T02:00:20.000Z", "2027-01-31T02:01:00.000Z"], "UTC")).toEqual([
    "2027-01-31 02:00:20",
    "2027-01-31 02:01:00",
  ]);
});
