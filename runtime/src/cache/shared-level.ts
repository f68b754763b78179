import type { Entry } from "./entry.ts";

/** What every process is to forget: one entry, or all entries of a scope. */
export type Invalidation = { readonly entry: string } | { readonly scope: string };

/** What the shared level has for a key. */
export interface Found {
  readonly entry: Entry | undefined;
  /** The current versions, in the order of the scopes. */
  readonly versions: readonly string[];
  /** Changes when the key is invalidated; passed back when a new entry is written. */
  readonly token: string;
}

/** The result of a claim: another process computes the value, or this one does and releases the claim when it is done. */
export interface Claimed extends Found {
  readonly release: (() => Promise<void>) | undefined;
}

/** The state of the shared level, as one process sees it. */
export interface SharedLevelStatus {
  /** Whether it responded to the last request. */
  readonly reachable: boolean;
  /** Whether this process receives what others invalidate. */
  readonly listening: boolean;
  /** Invalidations that it has not received yet. */
  readonly pending: number;
  /** Why it cannot be used, or why this process does not receive what others invalidate; null where nothing is known. */
  readonly trouble: string | null;
}

/** A level that all processes share. It never throws and never blocks a caller for long: it returns undefined instead. */
export interface SharedLevel {
  read(key: string, scopes: readonly string[]): Promise<Found | undefined>;
  /** Reads, and makes this process the one that computes the value, unless another one is. */
  claim(key: string, scopes: readonly string[]): Promise<Claimed | undefined>;
  /**
   * Writes an entry, unless the key or one of its scopes was invalidated after it was read.
   *
   * @param token what reading returned
   * @param ttl how long it is stored, in milliseconds
   * @returns whether it was stored
   */
  write(
    key: string,
    scopes: readonly string[],
    entry: Entry,
    token: string,
    ttl: number,
  ): Promise<boolean | undefined>;
  /**
   * Invalidates for all processes; when it is away, as soon as it is back.
   *
   * @returns whether all processes have been notified
   */
  invalidate(invalidations: readonly Invalidation[]): Promise<boolean>;
  /**
   * Reports, from the first reading on, what others invalidate.
   *
   * @param received something was invalidated
   * @param mayHaveMissed the connection is new: some invalidations may have been missed before it
   */
  listen(received: (invalidation: Invalidation) => void, mayHaveMissed: () => void): void;
  getStatus(): SharedLevelStatus;
  /** Tests whether invalidations reach other processes, and starts to listen to theirs; `getStatus` has the result. */
  probe(): Promise<void>;
}
