/** Somebody who waits for an answer. */
interface Waiting {
  /** Until when, by the monotonic clock, in milliseconds. */
  until: number;
  giveUp(): void;
}

/**
 * Does `giveUp` after so many milliseconds, unless it is called off.
 *
 * @returns calls it off
 */
export type Patience = (giveUp: () => void, milliseconds: number) => () => void;

/**
 * One alarm for all who wait, which is not moved when one of them is done. Every task that is enqueued passes here, and an
 * alarm of its own would cost more than all its checks. It holds no process back: the connection does that.
 */
export function createPatience(): Patience {
  const all = new Set<Waiting>();
  let alarm: NodeJS.Timeout | undefined;
  let alarmAt = Number.POSITIVE_INFINITY;

  function set(at: number): void {
    clearTimeout(alarm);
    alarmAt = at;
    alarm = setTimeout(ring, Math.ceil(at - performance.now())).unref();
  }

  function ring(): void {
    const now = performance.now();
    const over = [...all].filter(({ until }) => until <= now);
    for (const waiting of over) all.delete(waiting);
    alarmAt = Number.POSITIVE_INFINITY;
    if (all.size > 0) set(Math.min(...[...all].map(({ until }) => until)));
    for (const { giveUp } of over) giveUp();
  }

  return (giveUp, milliseconds) => {
    const waiting = { until: performance.now() + milliseconds, giveUp };
    all.add(waiting);
    if (waiting.until < alarmAt) set(waiting.until);
    return () => void all.delete(waiting);
  };
}
