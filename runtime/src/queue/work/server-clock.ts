import type { QueueEngine } from "../engine.ts";

/** The clock of the queue's server, as this process knows it. */
export interface ServerClock {
  /** Milliseconds since 1970; by this machine's clock until it is first synchronised. */
  now(): number;
  /** Converts a time of this machine's clock. */
  fromLocal(time: number): number;
  /** Asks the server. @throws AppError when it does not respond */
  synchronise(): Promise<void>;
}

/** A clock that follows the server of an engine. */
export function createServerClock(engine: Pick<QueueEngine, "now">): ServerClock {
  /** The server's time when `performance.now()` was 0: this machine's clock may be set at any moment. */
  let origin = performance.timeOrigin;

  const now = () => Math.round(origin + performance.now());
  return {
    now,
    fromLocal: (time) => Math.max(0, now() - (Date.now() - time)),
    async synchronise() {
      origin = (await engine.now()) - performance.now();
    },
  };
}
