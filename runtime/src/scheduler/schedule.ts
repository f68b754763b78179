import { z } from "zod";
import { type Duration, parseDuration } from "../time/index.ts";

/**
 * When a job is due. Each due instant is a tick, and every scheduler computes the same ones:
 * `cron` in the job's time zone, `every` at whole multiples of its length since 1970 (UTC), `at` once.
 */
export const schedule = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("cron"), expression: z.string() }),
  /** Length in milliseconds. */
  z.object({ kind: z.literal("every"), length: z.number() }),
  /** Milliseconds since 1970. */
  z.object({ kind: z.literal("at"), time: z.number() }),
]);
/** See `schedule`; `cron`, `every` and `at` create one. */
export type Schedule = z.infer<typeof schedule>;

/** Five fields, or six with seconds first; `@daily` and its like. Faults are found when the scheduler starts. */
export const cron = (expression: string): Schedule => ({ kind: "cron", expression: expression.trim() });

/** At whole multiples of a length: `every("15m")` is due at :00, :15, :30 and :45. */
export const every = (length: Duration): Schedule => ({ kind: "every", length: parseDuration(length) });

/** Once: a Date, or ISO 8601 text that names its offset, such as "2027-01-01T09:00:00Z". */
export function at(time: Date | string): Schedule {
  const hasNoOffset = typeof time === "string" && !/(?:Z|[+-]\d\d:\d\d)$/.test(time);
  return { kind: "at", time: hasNoOffset ? Number.NaN : new Date(time).getTime() };
}
