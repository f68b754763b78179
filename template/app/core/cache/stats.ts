import type { SecondLevelFacts } from "./second-level.ts";

/** What came of the calls of this process since it started. */
export interface CacheCounts {
  /** Answered from this process's memory. */
  memoryHits: number;
  /** Answered from the second level. */
  remoteHits: number;
  /** Made anew. */
  misses: number;
  /** Answered by a value past its time, because no new one could be made. */
  stale: number;
  /** Not made and nothing to stand in: the caller got the error. */
  failures: number;
  /** Calls to the second level that came to nothing. */
  remoteErrors: number;
  /** Values of the second level that were none. */
  corrupt: number;
  /** Values that were too large to be kept. */
  tooLarge: number;
}

export const noCounts = (): CacheCounts => ({
  memoryHits: 0,
  remoteHits: 0,
  misses: 0,
  stale: 0,
  failures: 0,
  remoteErrors: 0,
  corrupt: 0,
  tooLarge: 0,
});

export interface CacheStats extends CacheCounts {
  memory: { entries: number; bytes: number; evicted: number; limits: { entries: number; bytes: number } };
  /** Null where there is no second level. */
  remote: SecondLevelFacts | null;
}
