import { z } from "zod";

/** What one process has seen of the cache since it started. Sizes are bytes. */
export const cacheReport = z
  .object({
    memoryHits: z.number(),
    remoteHits: z.number(),
    /** Values that were made. */
    misses: z.number(),
    /** Answered by a value past its time, because no new one could be made. */
    stale: z.number(),
    /** Neither made nor stood in for. */
    failures: z.number(),
    /** Calls to the second level that came to nothing. */
    remoteErrors: z.number(),
    corrupt: z.number(),
    tooLarge: z.number(),
    memory: z.object({
      entries: z.number(),
      bytes: z.number(),
      /** Values that had to make room. */
      evicted: z.number(),
      limits: z.object({ entries: z.number(), bytes: z.number() }),
    }),
    /** Null where there is none. */
    remote: z
      .object({
        reachable: z.boolean(),
        listening: z.boolean(),
        pending: z.number(),
        /** Why it is not used or others are not heard; null where nothing is known. */
        trouble: z.string().nullable(),
      })
      .nullable(),
  })
  .meta({ id: "Cache" });
export type CacheReport = z.infer<typeof cacheReport>;

/** The share of calls that were answered without making the value, from 0 to 1; null before the first call. */
export function hitRate({ memoryHits, remoteHits, stale, misses, failures }: CacheReport): number | null {
  const calls = memoryHits + remoteHits + stale + misses + failures;
  return calls === 0 ? null : (memoryHits + remoteHits + stale) / calls;
}
