import type { SharedLevelStatus } from "./shared-level.ts";

/** How the calls of this process were served since it started. */
export interface CacheCounts {
  /** From this process's memory. */
  memoryHits: number;
  /** From the shared level. */
  remoteHits: number;
  /** Computed. */
  misses: number;
  /** By an expired value, because no new one could be computed. */
  stale: number;
  /** Neither computed nor replaced by an expired value: the caller received the error. */
  failures: number;
  /** Failed requests to the shared level. */
  remoteErrors: number;
  /** Malformed values of the shared level. */
  corrupt: number;
  /** Values that were too large to be stored. */
  tooLarge: number;
}

/** Counts of a process that has just started. */
export const createCounts = (): CacheCounts => ({
  memoryHits: 0,
  remoteHits: 0,
  misses: 0,
  stale: 0,
  failures: 0,
  remoteErrors: 0,
  corrupt: 0,
  tooLarge: 0,
});

/** The counts and the state of the levels. */
export interface CacheStats extends CacheCounts {
  readonly memory: {
    readonly entries: number;
    /** Bytes of all entries together. */
    readonly bytes: number;
    /** Values that were evicted to make room. */
    readonly evicted: number;
    readonly limits: { readonly entries: number; readonly bytes: number };
  };
  /** Null where there is no shared level. */
  readonly remote: SharedLevelStatus | null;
}
