import type { JobDefinition } from "./job.ts";
import type { Ticks } from "./ticks.ts";

/** How late a tick may start and still count as on time. */
export const ON_TIME_TOLERANCE_MS = 10_000;

/** A clock that was set back by up to this is waited for: from an hour ahead to an hour behind. */
export const CLOCK_SKEW_TOLERANCE_MS = 125 * 60_000;

/** The most missed ticks that are counted one by one. */
const MAX_COUNTED_TICKS = 1_000;

/** What is known of a job when its ticks are decided. */
export interface PlanInput {
  /** Milliseconds since 1970, like every time here. */
  readonly now: number;
  /** The newest tick that was decided, or when the job was first registered. */
  readonly lastTick: number;
  readonly ticks: Ticks;
  readonly rule: Pick<JobDefinition, "misfire" | "grace" | "backlog">;
  /** How long after its tick a run starts, in milliseconds. */
  readonly delay?: (tick: number) => number;
  readonly tolerance?: number;
  readonly skewTolerance?: number;
}

/** Neighbouring ticks that are not run. */
export interface MissedTicks {
  readonly first: number;
  readonly last: number;
  readonly count: number;
  /** Whether there were even more before `first`. */
  readonly more: boolean;
  readonly reason: string;
}

/** What is to happen with the ticks of a job that are due. */
export interface Plan {
  /** Ticks to start now, oldest first. */
  readonly onTime: readonly number[];
  /** Ticks that are too late and yet to be run, because the job's misfire rule says so; oldest first. */
  readonly late: readonly number[];
  readonly missed: MissedTicks | undefined;
  /** What `lastTick` is from now on: every tick up to it has been decided. */
  readonly lastTick: number;
  /** When to plan again; undefined: there is no further tick. */
  readonly lookAt: number | undefined;
}

/**
 * Decides every tick since the last decision: run it now, run it although it is late, or miss it.
 *
 * No tick is ever decided twice while the clock stays within `skewTolerance` of where it was: one that was set back
 * so far finds its ticks decided and waits for the next. Set back further, it was wrong before: ticks from now on
 * count again, and what has run of them is known by the history, which refuses to start a tick twice.
 */
export function plan({
  now,
  lastTick,
  ticks,
  rule,
  delay = () => 0,
  tolerance = ON_TIME_TOLERANCE_MS,
  skewTolerance = CLOCK_SKEW_TOLERANCE_MS,
}: PlanInput): Plan {
  const since = lastTick > now + skewTolerance ? now : lastTick;
  const startOf = (tick: number) => tick + delay(tick);
  const passed = ticks.between(since, now, MAX_COUNTED_TICKS + 1);
  // A tick that still waits for its delay holds back those after it: they keep their order.
  const held = passed.findIndex((tick) => startOf(tick) > now);
  const due = held === -1 ? passed : passed.slice(0, held);
  const waiting = held === -1 ? ticks.next(Math.max(since, now)) : passed[held];

  const onTime = due.filter((tick) => now - startOf(tick) <= tolerance);
  const overdue = due.filter((tick) => now - startOf(tick) > tolerance);
  const late = selectCaughtUp(overdue, onTime, now, rule);
  return {
    onTime,
    late,
    missed: describeMissed(overdue.slice(0, overdue.length - late.length), late, onTime),
    lastTick: due.at(-1) ?? since,
    lookAt: waiting === undefined ? undefined : startOf(waiting),
  };
}

/** The ones to run of those that are too late: always the newest. */
function selectCaughtUp(
  overdue: readonly number[],
  onTime: readonly number[],
  now: number,
  { misfire, grace, backlog }: PlanInput["rule"],
): readonly number[] {
  const most = { skip: 0, once: onTime.length > 0 ? 0 : 1, all: backlog }[misfire];
  const inGrace = overdue.filter((tick) => now - tick <= grace);
  return inGrace.slice(Math.max(0, inGrace.length - most));
}

function describeMissed(
  ticks: readonly number[],
  late: readonly number[],
  onTime: readonly number[],
): MissedTicks | undefined {
  const counted = ticks.slice(-MAX_COUNTED_TICKS);
  const [first] = counted;
  const last = counted.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const instead = late.length > 0 || onTime.length > 0;
  return {
    first,
    last,
    count: counted.length,
    more: ticks.length > MAX_COUNTED_TICKS,
    reason: `No scheduler could start ${counted.length === 1 ? "it" : "them"} in time${instead ? "; a newer tick ran" : ""}.`,
  };
}
