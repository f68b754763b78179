import { isIPv6 } from "node:net";

/** Wrong passwords that a client may send in a window, before it has to wait for the window to end. */
export const ATTEMPTS = 10;

/** Milliseconds. */
export const WINDOW = 60_000;

/** More clients than anybody has who forgot a password; a flood of addresses must not fill the memory. */
const CLIENTS_KEPT = 10_000;

/** Counts failed attempts for each client. */
export class FailedAttempts {
  readonly #now: () => number;
  readonly #clients = new Map<string, { count: number; until: number }>();

  /** @param now milliseconds since 1970 */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** How long the client has to wait before it may try again, in milliseconds; 0 when it may. */
  wait(client: string): number {
    const failed = this.#clients.get(network(client));
    if (!failed || failed.count < ATTEMPTS) return 0;
    return Math.max(0, failed.until - this.#now());
  }

  add(client: string): void {
    const key = network(client);
    const failed = this.#clients.get(key);
    if (failed && failed.until > this.#now()) {
      failed.count += 1;
      return;
    }
    // Deleted first: a map keeps the order of insertion, and the oldest entry is the one to give up.
    this.#clients.delete(key);
    this.#clients.set(key, { count: 1, until: this.#now() + WINDOW });
    const [oldest] = this.#clients.keys();
    if (this.#clients.size > CLIENTS_KEPT && oldest !== undefined) this.#clients.delete(oldest);
  }

  forget(client: string): void {
    this.#clients.delete(network(client));
  }
}

/** One IPv6 customer has 2^64 addresses to try from, so they count as one client. */
function network(address: string): string {
  if (!isIPv6(address) || address.includes(".")) return address;
  const [head = "", tail] = address.split("::");
  const groups = head === "" ? [] : head.split(":");
  if (tail !== undefined) {
    const after = tail === "" ? [] : tail.split(":");
    while (groups.length + after.length < 8) groups.push("0");
    groups.push(...after);
  }
  return groups.slice(0, 4).join(":");
}
