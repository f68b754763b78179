import type { HealthService } from "#app/services/system/health/health-service.ts";
import type { HealthReport } from "#app/services/system/health/report.ts";
import type { MetricsService } from "#app/services/system/metrics/metrics-service.ts";
import type { MetricsSample } from "#app/services/system/metrics/sample.ts";

/** News of the system: a sample each time one is taken, a health report each time the checks have run anew. */
export type SystemEvent =
  | { type: "sample"; sample: MetricsSample }
  | { type: "health"; health: HealthReport };

export type SystemListener = (event: SystemEvent) => void;

/**
 * Tells any number of listeners the news. The samples are those that are taken anyway; the checks run for
 * all listeners together, as often as their cache lets them, and not at all while nobody listens.
 */
export class SystemFeed {
  readonly #health: HealthService;
  readonly #metrics: MetricsService;
  readonly #listeners = new Set<SystemListener>();
  #leaveMetrics: (() => void) | undefined;
  #told: string | undefined;

  constructor(health: HealthService, metrics: MetricsService) {
    this.#health = health;
    this.#metrics = metrics;
  }

  /** @returns a function that ends it */
  subscribe(listener: SystemListener): () => void {
    this.#listeners.add(listener);
    this.#leaveMetrics ??= this.#metrics.subscribe((sample) => void this.#tell(sample));
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      this.#leaveMetrics?.();
      this.#leaveMetrics = undefined;
    };
  }

  async #tell(sample: MetricsSample): Promise<void> {
    this.#emit({ type: "sample", sample });
    const health = await this.#health.report();
    const state = `${health.checkedAt} ${health.ready}`;
    if (state === this.#told) return;
    this.#told = state;
    this.#emit({ type: "health", health });
  }

  #emit(event: SystemEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}
