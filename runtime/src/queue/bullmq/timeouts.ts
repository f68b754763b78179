/** A call that waits for its response. */
interface PendingCall {
  /** By the monotonic clock, in milliseconds. */
  readonly deadline: number;
  expire(): void;
}

/** Calls `expire` after so many milliseconds. @returns a function that cancels it */
export type StartTimeout = (expire: () => void, milliseconds: number) => () => void;

/**
 * One timer for all pending calls, which is not moved when one of them ends. Every task that is enqueued passes here, and a timer
 * of its own would cost more than all its checks. It does not keep the process: the connection does that.
 */
export function createTimeouts(): StartTimeout {
  const pending = new Set<PendingCall>();
  let timer: NodeJS.Timeout | undefined;
  let timerAt = Number.POSITIVE_INFINITY;

  function setTimer(at: number): void {
    clearTimeout(timer);
    timerAt = at;
    timer = setTimeout(expireCalls, Math.ceil(at - performance.now())).unref();
  }

  function expireCalls(): void {
    const now = performance.now();
    const expired = [...pending].filter(({ deadline }) => deadline <= now);
    for (const call of expired) pending.delete(call);
    timerAt = Number.POSITIVE_INFINITY;
    if (pending.size > 0) setTimer(Math.min(...[...pending].map(({ deadline }) => deadline)));
    for (const { expire } of expired) expire();
  }

  return (expire, milliseconds) => {
    const call = { deadline: performance.now() + milliseconds, expire };
    pending.add(call);
    if (call.deadline < timerAt) setTimer(call.deadline);
    return () => void pending.delete(call);
  };
}
