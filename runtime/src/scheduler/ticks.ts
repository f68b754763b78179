import { Cron } from "croner";
import type { JobDefinition } from "./job.ts";

/** The instants at which a schedule is due, as milliseconds since 1970. */
export interface Ticks {
  /** The first tick later than `after`; undefined when there is none. */
  next(after: number): number | undefined;
  /** The newest ticks later than `after` and not later than `until`, at most `most` of them, oldest first. */
  between(after: number, until: number, most: number): number[];
}

/**
 * The ticks of a schedule.
 *
 * Where clocks change, cron follows croner's rule: a time that is there once a day (`30 2 * * *`) runs once a
 * day, in a gap at the first moment after it, in a repeated hour the first time; anything else (`*\/30 * * * *`,
 * `30 2,14 * * *`) has no tick in a gap and ticks in both of a repeated hour. `every` knows no time zone.
 *
 * @throws TypeError where the cron expression or the time zone cannot be read
 */
export function createTicks({ schedule, timeZone }: Pick<JobDefinition, "schedule" | "timeZone">): Ticks {
  if (schedule.kind === "cron") return cronTicks(schedule.expression, timeZone);
  return schedule.kind === "every" ? everyTicks(schedule.length) : oneTick(schedule.time);
}

function cronTicks(expression: string, timezone: string): Ticks {
  const cron = new Cron(expression, { timezone, paused: true, mode: "5-or-6-parts" });
  const next = (after: number) => cron.nextRun(new Date(after))?.getTime();
  return {
    next,
    between(after, until, most) {
      const ahead: number[] = [];
      let tick = next(after);
      while (tick !== undefined && tick <= until && ahead.length < most) {
        ahead.push(tick);
        tick = next(tick);
      }
      if (tick === undefined || tick > until) return ahead;
      // More than were asked for: the newest are found from the other end. Croner looks before its reference.
      const reference = new Date(Math.floor(until / 1_000) * 1_000 + 1_000);
      return cron
        .previousRuns(most, reference)
        .map((run) => run.getTime())
        .toReversed();
    },
  };
}

function everyTicks(length: number): Ticks {
  return {
    next: (after) => (Math.floor(after / length) + 1) * length,
    between(after, until, most) {
      const last = Math.floor(until / length);
      const first = Math.max(Math.floor(after / length) + 1, last - most + 1);
      return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => (first + index) * length);
    },
  };
}

function oneTick(time: number): Ticks {
  return {
    next: (after) => (time > after ? time : undefined),
    between: (after, until) => (time > after && time <= until ? [time] : []),
  };
}
