import { MINUTE_MS } from "@aegis-stack/runtime/time";
import type { Minute } from "./notices.ts";

/** Minutes that are told of. */
const KEPT = 15;

/** Counts what ended, minute by minute, for one queue. */
export interface Tally {
  /** @param took milliseconds */
  count(what: "completed" | "failed", took: number): void;
  /** Oldest first. */
  minutes(): Minute[];
}

export function createTally(now: () => number = Date.now): Tally {
  const minutes = new Map<number, Minute>();

  function begin(minute: number): Minute {
    const entry = { minute, completed: 0, failed: 0, took: 0 };
    minutes.set(minute, entry);
    for (const old of minutes.keys()) if (old <= minute - KEPT) minutes.delete(old);
    return entry;
  }

  return {
    count(what, took) {
      const minute = Math.floor(now() / MINUTE_MS);
      const entry = minutes.get(minute) ?? begin(minute);
      entry[what] += 1;
      entry.took += took;
    },
    minutes: () => [...minutes.values()].map((entry) => ({ ...entry, took: Math.round(entry.took) })),
  };
}
