import { duration } from "../../format/time.ts";
import { type Freshness, SILENCE } from "../live/freshness.ts";

/**
 * How current a page is that reads figures of its own besides what comes live.
 *
 * @param readAt when they were read, in milliseconds since 1970
 */
export function freshnessOf(live: Freshness, readAt: number, now: number): Freshness {
  if (live.kind === "still" || live.kind === "paused") return live;
  const age = now - readAt;
  return age > SILENCE ? { kind: "stale", text: `Stale since ${duration(age / 1_000)}` } : live;
}
