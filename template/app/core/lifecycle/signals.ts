/** Ctrl-C reaches every process of a terminal at once, and npm or a watcher then hands it on: the same wish twice. */
const ECHO = 250;

export interface SignalHandlers {
  /** The first request to stop. */
  stop(signal: NodeJS.Signals): void;
  /** Asked again, by someone who does not want to wait. */
  endNow(): void;
}

/**
 * Listens for the signals that ask a process to stop, as PID 1 too, where the system ignores what has no listener.
 *
 * @param emitter where signals arrive
 * @param now milliseconds, from any start
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
    } else if (now() - first >= ECHO) {
      endNow();
    }
  };
  emitter.on("SIGTERM", receive);
  emitter.on("SIGINT", receive);
}
