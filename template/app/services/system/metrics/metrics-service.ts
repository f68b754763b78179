import type { Part } from "#app/core/lifecycle/lifecycle.ts";
import { type Measurement, measureProcess } from "./measure.ts";
import { RequestMeter } from "./request-meter.ts";
import { type MetricsSample, SAMPLE_INTERVAL, SAMPLES_KEPT } from "./sample.ts";

export type SampleListener = (sample: MetricsSample) => void;

export interface MetricsOptions {
  /** Where samples come from. */
  measure?: (requests: RequestMeter) => Measurement;
  /** Milliseconds since 1970. */
  now?: () => number;
  /** Calls `tick` at every `interval` milliseconds until the function it returns is called. */
  every?: (interval: number, tick: () => void) => () => void;
}

/** Takes a sample of this process every two seconds and keeps the last five minutes. */
export class MetricsService {
  /** Where the ways in report what they have answered. */
  readonly requests = new RequestMeter();
  readonly #measure: (requests: RequestMeter) => Measurement;
  readonly #now: () => number;
  readonly #every: (interval: number, tick: () => void) => () => void;
  readonly #samples: MetricsSample[] = [];
  readonly #listeners = new Set<SampleListener>();
  #running: { measurement: Measurement; stopTimer: () => void } | undefined;

  constructor({ measure = measureProcess, now = Date.now, every = interval }: MetricsOptions = {}) {
    this.#measure = measure;
    this.#now = now;
    this.#every = every;
  }

  /** Starts sampling; a second call changes nothing. The timer never keeps the process alive. */
  start(): void {
    if (this.#running) return;
    const measurement = this.#measure(this.requests);
    const stopTimer = this.#every(SAMPLE_INTERVAL, () => this.#sample(measurement));
    this.#running = { measurement, stopTimer };
  }

  /** Stops sampling. What was sampled stays. */
  stop(): void {
    this.#running?.stopTimer();
    this.#running?.measurement.end();
    this.#running = undefined;
  }

  /** This service as a part of a process: sampled from its start to its stop. */
  part(): Part {
    return { name: "metrics", start: async () => this.start(), stop: async () => this.stop() };
  }

  /** The samples of the last five minutes, oldest first. */
  history(): MetricsSample[] {
    return [...this.#samples];
  }

  /**
   * Calls `listener` with every sample from now on.
   *
   * @returns a function that ends it
   */
  subscribe(listener: SampleListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #sample(measurement: Measurement): void {
    const sample = measurement.take(this.#now());
    this.#samples.push(sample);
    if (this.#samples.length > SAMPLES_KEPT) this.#samples.shift();
    for (const listener of this.#listeners) listener(sample);
  }
}

function interval(milliseconds: number, tick: () => void): () => void {
  const timer = setInterval(tick, milliseconds).unref();
  return () => clearInterval(timer);
}
