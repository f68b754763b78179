import { formatDuration } from "../../format/time.ts";
import type { LiveState } from "./state.ts";

/** Silence that is longer than this, in milliseconds, makes what is shown stale. Three samples are due in it. */
export const MAX_SILENCE_MS = 7_000;

export interface Freshness {
  kind: "live" | "polling" | "stale" | "paused" | "still";
  text: string;
}

/** How current the values on the page are. */
export function freshness({ channel, heardAt }: LiveState, now: number): Freshness {
  const age = now - heardAt;
  if (channel === "none") return { kind: "still", text: "Snapshot" };
  if (channel === "paused") return { kind: "paused", text: "Paused" };
  if (age > MAX_SILENCE_MS + (channel === "polling" ? MAX_SILENCE_MS : 0)) {
    return { kind: "stale", text: `Stale for ${formatDuration(age / 1_000)}` };
  }
  if (channel === "stream") return { kind: "live", text: "Live" };
  return channel === "polling"
    ? { kind: "polling", text: "Polling" }
    : { kind: "stale", text: "Reconnecting" };
}
