import { wholeNumber } from "../settings/index.ts";

/** What is to be set for the cache. */
export const cacheSettings = {
  /** Values that one process keeps in memory at the most. */
  CACHE_ENTRIES: wholeNumber(1, 10_000_000).default(10_000),
  /** What they may take together, in bytes. */
  CACHE_BYTES: wholeNumber(65_536, 68_719_476_736).default(67_108_864),
};
