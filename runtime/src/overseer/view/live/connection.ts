import type { HealthReport } from "../../../health/index.ts";
import type { MetricsSample } from "../../../metrics/index.ts";
import type { SystemSnapshot } from "../../../operations/index.ts";
import { MAX_SILENCE_MS } from "./freshness.ts";
import type { LiveEvent } from "./state.ts";

const POLL_INTERVAL = 5_000;
const FIRST_RETRY = 1_000;
const LONGEST_RETRY = 30_000;

export interface StreamHandlers {
  onSnapshot(snapshot: SystemSnapshot): void;
  onSample(sample: MetricsSample): void;
  onHealth(health: HealthReport): void;
  onFault(): void;
}

/** What the connection needs of the browser; a test brings its own. */
export interface Surroundings {
  /** @returns a function that closes the stream */
  openStream(handlers: StreamHandlers): () => void;
  fetchSnapshot(signal: AbortSignal): Promise<SystemSnapshot>;
  now(): number;
  /** @returns a function that calls the timer off */
  after(milliseconds: number, run: () => void): () => void;
  isHidden(): boolean;
  /** @returns a function that ends the watch */
  onVisibilityChange(run: () => void): () => void;
}

/**
 * Keeps `emit` told. A stream that fails or falls silent is opened again after 1, 2, 4 … 30 s, and polled
 * around meanwhile. Nothing runs while the page is hidden.
 *
 * @returns a function that ends it all
 */
export function connect(surroundings: Surroundings, emit: (event: LiveEvent) => void): () => void {
  const { openStream, fetchSnapshot, now, after, isHidden, onVisibilityChange } = surroundings;
  let retry = FIRST_RETRY;
  let closeStream = () => {};
  let stopSilence = () => {};
  let stopRetry = () => {};
  let stopPolling: (() => void) | undefined;

  function open(): void {
    stopRetry();
    listen();
    closeStream = openStream({
      onSnapshot: (snapshot) => heard({ type: "snapshot", snapshot, by: "stream", at: now() }),
      onSample: (sample) => heard({ type: "sample", sample, at: now() }),
      onHealth: (health) => heard({ type: "health", health, at: now() }),
      onFault: fault,
    });
  }

  function heard(event: LiveEvent): void {
    retry = FIRST_RETRY;
    stopPolling?.();
    stopPolling = undefined;
    listen();
    emit(event);
  }

  /** A stream can look open long after the network has gone. */
  function listen(): void {
    stopSilence();
    stopSilence = after(MAX_SILENCE_MS, fault);
  }

  function fault(): void {
    closeStream();
    stopSilence();
    stopRetry();
    stopRetry = after(retry, open);
    retry = Math.min(retry * 2, LONGEST_RETRY);
    stopPolling ??= poll();
  }

  function poll(): () => void {
    const controller = new AbortController();
    let stopTimer = () => {};
    const round = async () => {
      const news = await fetchSnapshot(controller.signal).then(
        (snapshot): LiveEvent => ({ type: "snapshot", snapshot, by: "polling", at: now() }),
        (): LiveEvent => ({ type: "lost" }),
      );
      if (controller.signal.aborted) return;
      emit(news);
      stopTimer = after(POLL_INTERVAL, round);
    };
    void round();
    return () => {
      controller.abort();
      stopTimer();
    };
  }

  function rest(): void {
    closeStream();
    stopSilence();
    stopRetry();
    stopPolling?.();
    stopPolling = undefined;
  }

  function followVisibility(): void {
    rest();
    if (isHidden()) {
      emit({ type: "paused" });
      return;
    }
    retry = FIRST_RETRY;
    open();
  }

  const stopWatch = onVisibilityChange(followVisibility);
  followVisibility();
  return () => {
    stopWatch();
    rest();
  };
}
