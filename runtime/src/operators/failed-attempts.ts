import { LRUCache } from "lru-cache";
import { getClientNetwork } from "../address/index.ts";

/** Wrong passwords that a client may send in a window, before it has to wait for the window to end. */
export const MAX_ATTEMPTS = 10;

/** How long failures are counted. */
export const ATTEMPT_WINDOW_MS = 60_000;

/** More clients than users who forget a password; a flood of addresses must not fill the memory. */
const MAX_CLIENTS = 10_000;

/** Counts failed attempts for each client. */
export interface FailedAttempts {
  /** How long the client has to wait before it may try again, in milliseconds; 0 when it may. */
  wait(client: string): number;
  /** Counts a failure. */
  add(client: string): void;
  /** Starts the count of a client anew. */
  forget(client: string): void;
}

/** @param now milliseconds since 1970 */
export function createFailedAttempts(now: () => number): FailedAttempts {
  const clients = new LRUCache<string, { count: number; until: number }>({ max: MAX_CLIENTS });
  return {
    wait(client) {
      const failed = clients.get(getClientNetwork(client));
      if (!failed || failed.count < MAX_ATTEMPTS) return 0;
      return Math.max(0, failed.until - now());
    },
    add(client) {
      const key = getClientNetwork(client);
      const failed = clients.get(key);
      if (failed && failed.until > now()) failed.count += 1;
      else clients.set(key, { count: 1, until: now() + ATTEMPT_WINDOW_MS });
    },
    forget(client) {
      clients.delete(getClientNetwork(client));
    },
  };
}
