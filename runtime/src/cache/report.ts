import { z } from "zod";

/** What one process has seen of the cache since it started. Sizes are bytes. */
export const cacheReport = z
  .object({
    memoryHits: z.number(),
    remoteHits: z.number(),
    /** Values that were computed. */
    misses: z.number(),
    /** Calls served by an expired value, because no new one could be computed. */
    stale: z.number(),
    /** Calls that received the error: neither computed nor replaced by an expired value. */
    failures: z.number(),
    /** Failed requests to the shared level. */
    remoteErrors: z.number(),
    corrupt: z.number(),
    tooLarge: z.number(),
    memory: z.object({
      entries: z.number(),
      bytes: z.number(),
      /** Values that were evicted to make room. */
      evicted: z.number(),
      limits: z.object({ entries: z.number(), bytes: z.number() }),
    }),
    /** The shared level; null where there is none. */
    remote: z
      .object({
        reachable: z.boolean(),
        listening: z.boolean(),
        pending: z.number(),
        /** Why it is not used, or why other processes are not heard; null where nothing is known. */
        trouble: z.string().nullable(),
      })
      .nullable(),
  })
  .meta({ id: "Cache" });
/** The same as a type. */
export type CacheReport = z.infer<typeof cacheReport>;

/** The share of calls that were answered without computing the value, from 0 to 1; null before the first call. */
export function hitRate({ memoryHits, remoteHits, stale, misses, failures }: CacheReport): number | null {
  const calls = memoryHits + remoteHits + stale + misses + failures;
  return calls === 0 ? null : (memoryHits + remoteHits + stale) / calls;
}
