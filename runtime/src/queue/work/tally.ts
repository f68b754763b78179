import { MINUTE_MS } from "../../time/index.ts";
import type { Minute } from "./registry.ts";

/** How many minutes are reported. */
const TALLY_MINUTES = 15;

/** Counts what ended, minute by minute, for one queue. */
export interface Tally {
  /** @param took milliseconds */
  count(outcome: "completed" | "failed", took: number): void;
  /** Oldest first. */
  minutes(): Minute[];
}

/** An empty tally. @param now milliseconds since 1970 */
export function createTally(now: () => number = Date.now): Tally {
  const minutes = new Map<number, Minute>();

  function begin(minute: number): Minute {
    const entry = { minute, completed: 0, failed: 0, took: 0 };
    minutes.set(minute, entry);
    for (const old of minutes.keys()) if (old <= minute - TALLY_MINUTES) minutes.delete(old);
    return entry;
  }

  return {
    count(outcome, took) {
      const minute = Math.floor(now() / MINUTE_MS);
      const entry = minutes.get(minute) ?? begin(minute);
      entry[outcome] += 1;
      entry.took += took;
    },
    minutes: () => [...minutes.values()].map((entry) => ({ ...entry, took: Math.round(entry.took) })),
  };
}
