import type { HealthReport } from "../../../health/index.ts";
import type { MetricsSample } from "../../../metrics/index.ts";
import type { SystemSnapshot } from "../../../operations/index.ts";

/** How much of the past the charts show, in milliseconds. */
export const CHART_WINDOW_MS = 300_000;

/**
 * How updates arrive: `none` before any script has run, `stream` by server-sent events, `polling` while the
 * stream is down, `lost` when neither responds, `paused` while the page is hidden.
 */
export type Channel = "none" | "stream" | "polling" | "lost" | "paused";

export interface LiveState {
  snapshot: SystemSnapshot;
  channel: Channel;
  /** When the last update arrived, in milliseconds since 1970. */
  heardAt: number;
}

export type LiveEvent =
  | { type: "snapshot"; snapshot: SystemSnapshot; by: "stream" | "polling"; at: number }
  | { type: "sample"; sample: MetricsSample; at: number }
  | { type: "health"; health: HealthReport; at: number }
  | { type: "lost" }
  | { type: "paused" };

/** The state after one more event. */
export function advance(state: LiveState, event: LiveEvent): LiveState {
  switch (event.type) {
    case "snapshot":
      return { snapshot: event.snapshot, channel: event.by, heardAt: event.at };
    case "sample":
      return heard({ ...state.snapshot, metrics: append(state.snapshot.metrics, event.sample) }, event.at);
    case "health":
      return heard({ ...state.snapshot, health: event.health }, event.at);
    case "lost":
    case "paused":
      return { ...state, channel: event.type };
  }
}

function heard(snapshot: SystemSnapshot, at: number): LiveState {
  return { snapshot, channel: "stream", heardAt: at };
}

/** After a reconnect the stream may repeat what is known; a sample counts once. */
function append(samples: readonly MetricsSample[], sample: MetricsSample): MetricsSample[] {
  const last = samples.at(-1);
  if (last && sample.at <= last.at) return [...samples];
  return [...samples.filter(({ at }) => at > sample.at - CHART_WINDOW_MS), sample];
}
