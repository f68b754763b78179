/** Ctrl-C reaches every process of a terminal at once, and npm or a watcher then forwards it: one request, two signals. */
const DUPLICATE_SIGNAL_MS = 250;

/** What happens when a process is asked to stop. */
export interface SignalHandlers {
  /** The first request to stop. */
  stop(signal: NodeJS.Signals): void;
  /** A second request: the user does not want to wait. */
  endNow(): void;
}

/**
 * Listens for the signals that ask a process to stop, as PID 1 too, where the system ignores a signal without a listener.
 *
 * @param emitter where signals arrive
 * @param now milliseconds of a monotonic clock
 */
export function onSignals(
  { stop, endNow }: SignalHandlers,
  emitter: NodeJS.EventEmitter = process,
  now: () => number = () => performance.now(),
): void {
  let first: number | undefined;
  const receive = (signal: NodeJS.Signals) => {
    if (first === undefined) {
      first = now();
      stop(signal);
    } else if (now() - first >= DUPLICATE_SIGNAL_MS) {
      endNow();
    }
  };
  emitter.on("SIGTERM", receive);
  emitter.on("SIGINT", receive);
}
