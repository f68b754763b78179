import type { Health, HealthReport } from "../health/index.ts";
import type { Metrics, MetricsSample } from "../metrics/index.ts";

/** News of the system: a sample each time one is taken, a health report each time the checks have run anew. */
export type SystemEvent =
  | { readonly type: "sample"; readonly sample: MetricsSample }
  | { readonly type: "health"; readonly health: HealthReport };

/** Receives the news of the system. */
export type SystemListener = (event: SystemEvent) => void;

/**
 * Sends any number of listeners the news. The samples are those that are taken anyway; the checks run for all listeners
 * together, as often as their cache permits, and not at all without a listener.
 */
export interface SystemFeed {
  /** @returns a function that ends it */
  subscribe(listener: SystemListener): () => void;
}

/** Creates a feed without listeners. */
export function createSystemFeed(
  health: Pick<Health, "report">,
  metrics: Pick<Metrics, "subscribe">,
): SystemFeed {
  const listeners = new Set<SystemListener>();
  let unsubscribe: (() => void) | undefined;
  let sentState: string | undefined;

  function send(event: SystemEvent): void {
    for (const listener of listeners) listener(event);
  }

  async function sendNews(sample: MetricsSample): Promise<void> {
    send({ type: "sample", sample });
    const report = await health.report();
    const state = `${report.checkedAt} ${report.ready}`;
    if (state === sentState) return;
    sentState = state;
    send({ type: "health", health: report });
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      unsubscribe ??= metrics.subscribe((sample) => void sendNews(sample));
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        unsubscribe?.();
        unsubscribe = undefined;
      };
    },
  };
}
