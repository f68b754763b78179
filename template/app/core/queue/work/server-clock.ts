import type { QueueEngine } from "../engine/engine.ts";

/** The clock of the queue's server, as this process knows it. */
export interface ServerClock {
  /** Milliseconds since 1970; by this machine's clock before it was first synchronised. */
  now(): number;
  /** A time of this machine's clock as one of the server's. */
  fromOwn(time: number): number;
  /** Asks the server. @throws AppError when it does not answer */
  synchronise(): Promise<void>;
}

export function createServerClock(engine: Pick<QueueEngine, "now">): ServerClock {
  /** The server's time when `performance.now()` was 0: this machine's clock may be set at any moment. */
  let origin = performance.timeOrigin;

  const now = () => Math.round(origin + performance.now());
  return {
    now,
    fromOwn: (time) => Math.max(0, now() - (Date.now() - time)),
    async synchronise() {
      origin = (await engine.now()) - performance.now();
    },
  };
}
