import { useCallback, useEffect, useRef } from "react";

/** How soon a server that did not respond is asked again. */
const RETRY_INTERVAL_MS = 2_000;

/**
 * Reads the page's data after a response, and after one that failed no sooner than the server responds: a page whose data cannot be read is
 * replaced by an error. A server that is about to stop still responds, so it is asked after a while.
 *
 * @param path where the server is asked whether it responds
 */
export function useReadAgain(path: string, read: () => void): (hasFailed: boolean) => Promise<void> {
  const latest = useRef(read);
  const left = useRef<AbortController>(undefined);
  useEffect(() => {
    latest.current = read;
  });
  useEffect(() => {
    const controller = new AbortController();
    left.current = controller;
    return () => controller.abort();
  }, []);
  return useCallback(
    async (hasFailed) => {
      const signal = left.current?.signal;
      if (signal === undefined) return;
      if (hasFailed) await waitForServer(path, signal);
      if (!signal.aborted) latest.current();
    },
    [path],
  );
}

async function waitForServer(path: string, signal: AbortSignal): Promise<void> {
  for (let hasResponded = false; !hasResponded && !signal.aborted; ) {
    await waitForRetry(signal);
    const response = await fetch(path, { method: "HEAD", signal }).catch(() => undefined);
    hasResponded = response !== undefined && response.status < 500;
  }
}

/** Resolves after the interval, and at once when the signal aborts. */
const waitForRetry = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, RETRY_INTERVAL_MS);
    signal.addEventListener("abort", end);
    if (signal.aborted) end();
  });
