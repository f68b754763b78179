import { expect, test } from "vitest";
import { createRandom } from "./random.fixture.ts";
import { at, cron, every } from "./schedule.ts";
import { createTicks, type Ticks } from "./ticks.ts";

const HOUR = 3_600_000;
const time = (text: string) => Date.parse(text);

function list(ticks: Ticks, from: number, until: number): string[] {
  const found: string[] = [];
  for (let tick = ticks.next(from); tick !== undefined && tick < until; tick = ticks.next(tick)) {
    found.push(new Date(tick).toISOString().slice(0, 16));
  }
  return found;
}

test("every() is due at whole multiples of its length", () => {
  const ticks = createTicks({ schedule: every("15m"), timeZone: "UTC" });
  expect(list(ticks, time("2026-01-01T00:00Z"), time("2026-01-01T01:00Z"))).toEqual([
    "2026-01-01T00:15",
    "2026-01-01T00:30",
    "2026-01-01T00:45",
  ]);
});

test("at() is due once", () => {
  const ticks = createTicks({ schedule: at("2026-05-01T12:00:00+02:00"), timeZone: "UTC" });
  expect(list(ticks, 0, time("2030-01-01"))).toEqual(["2026-05-01T10:00"]);
  expect(ticks.next(time("2026-05-01T10:00:00Z"))).toBeUndefined();
});

// What each day gets in the night that the clocks change. The rule is croner's, written down in `createTicks`.
test.each([
  // Spring in New York: 02:00 EST becomes 03:00 EDT on 8 March at 07:00 UTC.
  ["30 2 * * *", "America/New_York", "2026-03-08T05:00Z", ["2026-03-08T07:00"]],
  ["30 2,14 * * *", "America/New_York", "2026-03-08T05:00Z", ["2026-03-08T18:30"]],
  // Autumn: 02:00 EDT becomes 01:00 EST on 1 November at 06:00 UTC.
  ["30 1 * * *", "America/New_York", "2026-11-01T04:00Z", ["2026-11-01T05:30"]],
  // Spring in London, at 01:00 UTC; autumn, at 01:00 UTC.
  ["30 1 * * *", "Europe/London", "2026-03-29T00:00Z", ["2026-03-29T01:00"]],
  ["30 1 * * *", "Europe/London", "2026-10-25T00:00Z", ["2026-10-25T00:30"]],
  // Clocks move by half an hour only: 02:00 becomes 02:30 on 4 October at 15:30 UTC the day before.
  ["15 2 * * *", "Australia/Lord_Howe", "2026-10-03T12:00Z", ["2026-10-03T15:30"]],
  ["45 1 * * *", "Australia/Lord_Howe", "2026-04-04T12:00Z", ["2026-04-04T14:45"]],
  // 45 minutes beside the hour: 02:45 becomes 03:45.
  ["0 3 * * *", "Pacific/Chatham", "2026-09-26T12:00Z", ["2026-09-26T14:00"]],
  // The day begins at 01:00.
  ["30 0 * * *", "America/Havana", "2026-03-08T04:00Z", ["2026-03-08T05:00"]],
  ["0 0 * * *", "America/Santiago", "2026-09-06T03:00Z", ["2026-09-06T04:00"]],
  ["30 2 * * *", "Australia/Sydney", "2026-10-03T12:00Z", ["2026-10-03T16:00"]],
  ["15 6 * * *", "Asia/Kathmandu", "2026-03-08T00:00Z", ["2026-03-08T00:30"]],
])("%s in %s after %s", (expression, timeZone, from, expected) => {
  const ticks = createTicks({ schedule: cron(expression), timeZone });
  expect(list(ticks, time(from), time(from) + 20 * HOUR)).toEqual(expected);
});

test("half-hourly ticks come in both of a repeated hour and never in a gap", () => {
  const ticks = createTicks({ schedule: cron("*/30 * * * *"), timeZone: "America/New_York" });
  for (const from of ["2026-03-08T05:00Z", "2026-11-01T04:00Z"]) {
    expect(list(ticks, time(from) - 1, time(from) + 4 * HOUR)).toHaveLength(8);
  }
});

const ZONES = [
  "America/New_York",
  "Europe/London",
  "Australia/Sydney",
  "Australia/Lord_Howe",
  "Pacific/Chatham",
  "America/Havana",
  "Asia/Kathmandu",
  "America/Santiago",
  "Africa/Casablanca",
  "America/St_Johns",
  "Pacific/Apia",
  "UTC",
];

test.each(ZONES)(
  "%s: looking back finds what looking ahead found, over whole years of random crons",
  (timeZone) => {
    const random = createRandom(`ticks ${timeZone}`);
    const pick = (count: number) => Math.floor(random() * count);
    for (let round = 0; round < 8; round++) {
      const minute = ["0", "*/20", String(pick(60)), `${pick(30)},${30 + pick(30)}`][pick(4)];
      const hour = ["*", "*/3", String(pick(24)), `${pick(4)}-${4 + pick(4)}`][pick(4)];
      const day = ["* * *", "* * 1-5", `${1 + pick(28)} * *`, "* * 0"][pick(4)];
      const expression = `${minute} ${hour} ${day}`;
      const ticks = createTicks({ schedule: cron(expression), timeZone });
      const from = time("2026-01-01") + pick(365 * 24 * 60) * 60_000 + pick(60_000);
      const ahead: number[] = [];
      for (let tick = ticks.next(from); ahead.length < 12 && tick !== undefined; tick = ticks.next(tick)) {
        ahead.push(tick);
      }
      const last = ahead.at(-1) ?? from;
      const where = `${expression} ${timeZone} ${new Date(from).toISOString()}`;
      expect(
        ahead.toSorted((a, b) => a - b),
        where,
      ).toEqual([...new Set(ahead)]);
      expect(ticks.between(from, last, 100), where).toEqual(ahead);
      expect(ticks.between(from, last, 5), where).toEqual(ahead.slice(-5));
      expect(ticks.between(from, last - 1, 100), where).toEqual(ahead.slice(0, -1));
    }
  },
);
