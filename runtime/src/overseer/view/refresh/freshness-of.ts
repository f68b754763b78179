import { formatDuration } from "../../format/time.ts";
import { type Freshness, MAX_SILENCE_MS } from "../live/freshness.ts";

/**
 * How current a page is that reads figures of its own besides what comes live.
 *
 * @param readAt when they were read, in milliseconds since 1970
 */
export function freshnessOf(live: Freshness, readAt: number, now: number): Freshness {
  if (live.kind === "still" || live.kind === "paused") return live;
  const age = now - readAt;
  return age > MAX_SILENCE_MS ? { kind: "stale", text: `Stale for ${formatDuration(age / 1_000)}` } : live;
}
