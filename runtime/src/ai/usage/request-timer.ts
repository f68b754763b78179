/** Gives a request to a provider up that takes too long. */
export interface RequestTimer {
  /** Aborts when the caller gives the request up, and when its time is over. */
  readonly signal: AbortSignal;
  /**
   * Waits for what the provider sends, and no longer than the signal allows: a provider need not heed it.
   *
   * @throws the reason of the signal, which is a `TimeoutError` when the time is over
   */
  wait<Value>(sent: PromiseLike<Value>): Promise<Value>;
  /** Ends the time: there is output. The signal still aborts when the caller gives the request up. */
  stop(): void;
  /**
   * Ends the time and leaves the caller's signal, since the request has ended. Node.js keeps a signal of `AbortSignal.any` in memory for as
   * long as something listens to it, and the SDK creates one for each response.
   */
  end(): void;
}

/**
 * Starts the time that a provider has, the headers of its response included.
 *
 * @param caller aborts when the caller gives the request up
 */
export function startRequestTimer(caller: AbortSignal | undefined, timeoutMs: number): RequestTimer {
  const ending = new AbortController();
  const giveUp = (reason: unknown): void => {
    end();
    ending.abort(reason);
  };
  const leave = () => giveUp(caller?.reason);
  const timer = setTimeout(
    () => giveUp(new DOMException("The provider took too long.", "TimeoutError")),
    timeoutMs,
  );
  const stop = () => clearTimeout(timer);
  const end = (): void => {
    stop();
    caller?.removeEventListener("abort", leave);
  };
  const { promise: over, reject } = Promise.withResolvers<never>();
  // It also rejects while nothing is waited for.
  over.catch(() => {});
  const { signal } = ending;
  signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  if (caller?.aborted) leave();
  else caller?.addEventListener("abort", leave, { once: true });
  return { signal, wait: (sent) => Promise.race([sent, over]), stop, end };
}
