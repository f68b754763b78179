import { describe, expect, test, vi } from "vitest";
import { computeJitter } from "./jitter.ts";
import type { JobDefinition } from "./job.ts";
import { CLOCK_SKEW_TOLERANCE_MS, ON_TIME_TOLERANCE_MS, type Plan, type PlanInput, plan } from "./plan.ts";
import { createRandom } from "./random.fixture.ts";
import { cron } from "./schedule.ts";
import { createTicks } from "./ticks.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.parse("2026-06-01T12:00:00Z");
const minutely = createTicks({ schedule: cron("* * * * *"), timeZone: "UTC" });

type Rule = PlanInput["rule"];
const rule = (misfire: JobDefinition["misfire"], more: Partial<Rule> = {}): Rule => ({
  misfire,
  grace: HOUR,
  backlog: 100,
  ...more,
});

const minutes = (count: number) => START + count * MINUTE;
const decide = (input: Partial<PlanInput>) =>
  plan({ now: START, lastTick: START, ticks: minutely, rule: rule("once"), ...input });

test("nothing is due between two ticks, and the next look is at the next one", () => {
  expect(decide({ now: START + 30_000 })).toEqual({
    onTime: [],
    late: [],
    missed: undefined,
    lastTick: START,
    lookAt: minutes(1),
  });
});

test.each([0, 1, 9_999, ON_TIME_TOLERANCE_MS])(
  "a tick that starts %i ms late is on time, whatever the policy",
  (late) => {
    for (const misfire of ["skip", "once", "all"] as const) {
      const found = decide({ now: minutes(1) + late, rule: rule(misfire) });
      expect(found).toMatchObject({
        onTime: [minutes(1)],
        late: [],
        missed: undefined,
        lastTick: minutes(1),
      });
    }
  },
);

describe("ten minutes down, a job due every minute", () => {
  const now = minutes(10) + 30_000;

  test("skip: none runs, ten are missed", () => {
    expect(decide({ now, rule: rule("skip") })).toMatchObject({
      onTime: [],
      late: [],
      missed: { first: minutes(1), last: minutes(10), count: 10, more: false },
      lastTick: minutes(10),
    });
  });

  test("once: the newest runs, nine are missed", () => {
    expect(decide({ now, rule: rule("once") })).toMatchObject({
      late: [minutes(10)],
      missed: { first: minutes(1), last: minutes(9), count: 9 },
    });
  });

  test("once, and the newest is on time: that one runs and no other", () => {
    expect(decide({ now: minutes(10), rule: rule("once") })).toMatchObject({
      onTime: [minutes(10)],
      late: [],
      missed: { count: 9 },
    });
  });

  test("all: ten run, none is missed", () => {
    const { late, missed } = decide({ now, rule: rule("all") });
    expect(late).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map(minutes));
    expect(missed).toBeUndefined();
  });

  test("all, with a backlog of 3 and with a grace of 4 minutes: the newest, the rest is missed", () => {
    expect(decide({ now, rule: rule("all", { backlog: 3 }) })).toMatchObject({
      late: [8, 9, 10].map(minutes),
      missed: { count: 7 },
    });
    expect(decide({ now, rule: rule("all", { grace: 4 * MINUTE }) })).toMatchObject({
      late: [7, 8, 9, 10].map(minutes),
      missed: { count: 6 },
    });
  });
});

test("of a year asleep the newest thousand ticks are counted, and that there were more is said", () => {
  const perSecond = createTicks({ schedule: cron("* * * * * *"), timeZone: "UTC" });
  const between = vi.spyOn(perSecond, "between");
  const now = START + 365 * 24 * HOUR;
  const found = decide({ now, ticks: perSecond, rule: rule("skip") });
  // The work is bounded by the ticks that are looked at; bench/limits.ts measures what it costs.
  expect(between.mock.results.flatMap(({ value }) => value).length).toBeLessThanOrEqual(1_001);
  expect(found.missed).toMatchObject({ count: 990, more: false, last: now - ON_TIME_TOLERANCE_MS - 1_000 });
  expect(decide({ now: now + 500, ticks: perSecond, rule: rule("skip") }).lastTick).toBe(now);
});

test("a clock an hour ahead and back: the hour's ticks are decided once, then the next one comes", () => {
  const ahead = decide({ now: minutes(60), rule: rule("skip") });
  expect(ahead).toMatchObject({ onTime: [minutes(60)], missed: { count: 59 } });
  const back = decide({ now: minutes(1), lastTick: ahead.lastTick, rule: rule("skip") });
  expect(back).toMatchObject({ onTime: [], late: [], missed: undefined, lookAt: minutes(61) });
  expect(decide({ now: minutes(61), lastTick: back.lastTick }).onTime).toEqual([minutes(61)]);
});

test("a clock that was years ahead does not silence the job for years", () => {
  const found = decide({ lastTick: Date.parse("2038-01-19T03:14:07Z") });
  expect(found).toMatchObject({ onTime: [], lastTick: START, lookAt: minutes(1) });
});

test("jitter delays the start, keeps the order, and does not make a tick late", () => {
  const delay = (tick: number) => (tick === minutes(1) ? 50_000 : 0);
  expect(decide({ now: minutes(1) + 49_999, delay })).toMatchObject({
    onTime: [],
    lookAt: minutes(1) + 50_000,
  });
  expect(decide({ now: minutes(1) + 50_000, delay }).onTime).toEqual([minutes(1)]);
});

test("a schedule without a further tick is not looked at again", () => {
  const once = createTicks({ schedule: { kind: "at", time: minutes(1) }, timeZone: "UTC" });
  expect(decide({ now: minutes(1), ticks: once })).toMatchObject({ onTime: [minutes(1)], lookAt: undefined });
});

const ZONES = [
  "America/New_York",
  "Europe/London",
  "Australia/Sydney",
  "Australia/Lord_Howe",
  "Pacific/Chatham",
];
ZONES.push("America/Havana", "Asia/Kathmandu", "America/Santiago", "UTC");
const CRONS = ["30 2 * * *", "*/20 * * * *", "0 */2 * * *", "15 1,3 * * *", "0 0 * * 1-5"];

/** What one scheduler does when its clock takes these steps. */
function walk(times: readonly number[], input: Omit<PlanInput, "now">) {
  let { lastTick } = input;
  const ran: number[] = [];
  const plans: Plan[] = [];
  let missed = 0;
  for (const now of times) {
    const found = plan({ ...input, now, lastTick });
    expect(found.lastTick).toBeGreaterThanOrEqual(lastTick);
    lastTick = found.lastTick;
    ran.push(...found.late, ...found.onTime);
    missed += found.missed?.count ?? 0;
    plans.push(found);
  }
  return { ran, missed, lastTick, plans };
}

test.each(ZONES)("%s: whatever the clock does, no tick comes twice and none is forgotten", (timeZone) => {
  const random = createRandom(`plan ${timeZone}`);
  for (const [index, expression] of CRONS.entries()) {
    const ticks = createTicks({ schedule: cron(expression), timeZone });
    for (let round = 0; round < 6; round++) {
      // Somewhere around a change of the clocks, in steps from milliseconds to days, now and then an hour off.
      const begin = Date.parse(round % 2 ? "2026-10-24T00:00Z" : "2026-03-07T00:00Z") + random() * 36 * HOUR;
      const times: number[] = [];
      let clock = begin;
      for (let step = 0; step < 30; step++) {
        clock += [random() * 1_000, random() * MINUTE, random() * HOUR, random() * 30 * HOUR][
          Math.floor(random() ** 2 * 4)
        ] as number;
        const off = random();
        times.push(clock + (off < 0.05 ? HOUR : off < 0.1 ? -HOUR : 0));
      }
      const misfire = (["skip", "once", "all"] as const)[(round + index) % 3] ?? "skip";
      const rules = rule(misfire, { grace: 48 * HOUR, backlog: 1_000 });
      const jitter = round % 3 === 0 ? 5 * MINUTE : 0;
      const delay = (tick: number) => computeJitter("fuzz", tick, jitter);
      const { ran, missed, lastTick } = walk(times, { lastTick: begin, ticks, rule: rules, delay });
      const where = `${expression} ${timeZone} ${misfire} round ${round}`;
      const expected = ticks.between(begin, lastTick, 10_000);
      expect(ran, where).toEqual([...new Set(ran)].toSorted((a, b) => a - b));
      expect(ran.length + missed, where).toBe(expected.length);
      if (misfire === "all") expect(ran, where).toEqual(expected);
      if (jitter === 0) expect(ticks.between(lastTick, clock - HOUR, 10), where).toEqual([]);
    }
  }
});

test("the tolerance for a clock set back covers one that was an hour ahead and is now an hour behind", () => {
  expect(CLOCK_SKEW_TOLERANCE_MS).toBeGreaterThan(2 * HOUR);
  expect(decide({ lastTick: START + CLOCK_SKEW_TOLERANCE_MS }).lastTick).toBe(
    START + CLOCK_SKEW_TOLERANCE_MS,
  );
  expect(decide({ lastTick: START + CLOCK_SKEW_TOLERANCE_MS + 1 }).lastTick).toBe(START);
});
