/** How long callers wait for a mutex. */
export interface MutexOptions {
  /** The maximum in milliseconds; without it there is none. */
  readonly timeoutMs?: number;
  /** The error to reject with after that time. */
  readonly createTimeoutError?: () => Error;
}

/**
 * Creates a mutex that callers acquire in the order in which they called.
 *
 * @returns acquires the mutex, and resolves to the function that releases it, which must be called once
 */
export function createMutex({ timeoutMs, createTimeoutError }: MutexOptions = {}): () => Promise<() => void> {
  const waiting: (() => void)[] = [];
  let isAcquired = false;

  function release(): void {
    const next = waiting.shift();
    if (next) next();
    else isAcquired = false;
  }

  function wait(): Promise<void> {
    const turn = Promise.withResolvers<void>();
    waiting.push(turn.resolve);
    if (timeoutMs === undefined) return turn.promise;
    const giveUp = () => {
      const index = waiting.indexOf(turn.resolve);
      // It was acquired at the last moment.
      if (index === -1) return;
      waiting.splice(index, 1);
      turn.reject(createTimeoutError?.() ?? new Error("The mutex was not released in time"));
    };
    const timer = setTimeout(giveUp, timeoutMs);
    return turn.promise.finally(() => clearTimeout(timer));
  }

  return async () => {
    if (isAcquired) await wait();
    isAcquired = true;
    return release;
  };
}
