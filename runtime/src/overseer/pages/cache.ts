import { z } from "zod";
import type { CacheStats } from "../../cache/index.ts";
import type { OverseerCache } from "../capabilities.ts";
import { type FormFields, handleForm } from "./handle-form.ts";
import type { PageRequest, PageServices } from "./page-request.ts";
import type { FormOutcome, Report } from "./report.ts";

/** What the cache's page shows. */
export interface CachePage {
  readAt: number;
  ask: string;
  stats: CacheStats;
  /** From 0 to 1; null before the first call. */
  rate: number | null;
}

/** Null without a cache. */
export async function loadCache({ capabilities: { cache } }: PageServices): Promise<CachePage | null> {
  if (!cache) return null;
  const stats = cache.stats();
  return { readAt: Date.now(), ask: crypto.randomUUID(), stats, rate: computeHitRate(stats) };
}

/** The share of calls that returned a cached value. */
function computeHitRate({ memoryHits, remoteHits, stale, misses, failures }: CacheStats): number | null {
  const calls = memoryHits + remoteHits + stale + misses + failures;
  return calls === 0 ? null : (memoryHits + remoteHits + stale) / calls;
}

/** Without a tag, everything is cleared. */
const clearForm = z.object({
  intent: z.literal("clear"),
  tag: z.string().trim().max(200).default(""),
});

/** Null without a cache. */
export async function submitCache(
  services: PageServices,
  request: PageRequest,
  fields: FormFields,
): Promise<FormOutcome | null> {
  const { cache } = services.capabilities;
  if (!cache) return null;
  return handleForm(services, request, fields, {
    schema: clearForm,
    run: ({ tag }) => clear(cache, tag),
    describe: ({ tag }) => ({ action: "cache clear", about: tag }),
  });
}

async function clear(cache: OverseerCache, tag: string): Promise<Report> {
  const isEverywhere = await (tag === "" ? cache.clear() : cache.invalidateTag(tag));
  const what = tag === "" ? "The cache is cleared" : `The tag ${tag} is invalidated`;
  return isEverywhere
    ? { kind: "done", about: "", message: `${what}.`, hint: "" }
    : {
        kind: "started",
        about: "",
        message: `${what} in this process; the other processes cannot be reached.`,
        hint: "They follow as soon as their server responds again.",
      };
}
