import type { LifecyclePart } from "../process/index.ts";
import { type Measurement, measureProcess } from "./measure.ts";
import { createRequestMeter, type RequestMeter } from "./request-meter.ts";
import { MAX_SAMPLES, type MetricsSample, SAMPLE_INTERVAL_MS } from "./sample.ts";

/** Receives each sample when it is taken. */
export type SampleListener = (sample: MetricsSample) => void;

/** What metrics are created from; the process's own by default. */
export interface MetricsOptions {
  /** Where samples come from. */
  readonly measure?: (requests: RequestMeter) => Measurement;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Calls `tick` every `intervalMs` milliseconds until the function that it returns is called. */
  readonly every?: (intervalMs: number, tick: () => void) => () => void;
}

/** The metrics of one process: a sample every two seconds, of which the last five minutes are kept. */
export interface Metrics {
  /** Where a server records the requests that it has answered. */
  readonly requests: RequestMeter;
  /** Starts sampling; a second call changes nothing. The timer does not keep the process alive. */
  start(): void;
  /** Stops sampling. The samples stay. */
  stop(): void;
  /** Samples the process from its start to its stop. */
  part(): LifecyclePart;
  /** The samples of the last five minutes, oldest first. */
  history(): MetricsSample[];
  /**
   * Calls `listener` with every sample from now on.
   *
   * @returns a function that ends it
   */
  subscribe(listener: SampleListener): () => void;
}

/** Creates metrics that have not started. */
export function createMetrics({
  measure = measureProcess,
  now = Date.now,
  every = startInterval,
}: MetricsOptions = {}): Metrics {
  const requests = createRequestMeter();
  const samples: MetricsSample[] = [];
  const listeners = new Set<SampleListener>();
  let running: { measurement: Measurement; stopTimer: () => void } | undefined;

  function takeSample(measurement: Measurement): void {
    const sample = measurement.take(now());
    samples.push(sample);
    if (samples.length > MAX_SAMPLES) samples.shift();
    for (const listener of listeners) listener(sample);
  }

  function start(): void {
    if (running) return;
    const measurement = measure(requests);
    running = { measurement, stopTimer: every(SAMPLE_INTERVAL_MS, () => takeSample(measurement)) };
  }

  function stop(): void {
    running?.stopTimer();
    running?.measurement.end();
    running = undefined;
  }

  return {
    requests,
    start,
    stop,
    part: () => ({ name: "metrics", start: async () => start(), stop: async () => stop() }),
    history: () => [...samples],
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function startInterval(intervalMs: number, tick: () => void): () => void {
  const timer = setInterval(tick, intervalMs).unref();
  return () => clearInterval(timer);
}
