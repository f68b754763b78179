import type { Entry } from "./entry.ts";

/** What is to be forgotten everywhere: one entry, or all that were kept under the mark of this name. */
export type Invalidation = { entry: string } | { mark: string };

/** What the second level has for a key. */
export interface Found {
  entry: Entry | undefined;
  /** The marks as they are now, in the order of their names. */
  marks: string[];
  /** Tells whether the key was invalidated since; handed back when a new entry is written. */
  token: string;
}

/** What comes of a claim: another process makes the value, or this one does and lets go when it is done. */
export interface Claimed extends Found {
  release: (() => Promise<void>) | undefined;
}

export interface SecondLevelFacts {
  /** Whether it answered when it was last asked. */
  reachable: boolean;
  /** Whether this process hears what others invalidate. */
  listening: boolean;
  /** Invalidations that it has not heard of yet. */
  pending: number;
  /** Why it cannot be used, or this process cannot hear what others invalidate; null where nothing is known. */
  trouble: string | null;
}

/** A level that all processes share. It never throws and never keeps anybody waiting: it answers undefined instead. */
export interface SecondLevel {
  read(key: string, markNames: readonly string[]): Promise<Found | undefined>;
  /** The same, and makes this process the one that makes the value, unless another one is. */
  claim(key: string, markNames: readonly string[]): Promise<Claimed | undefined>;
  /**
   * Writes an entry, unless the key or one of its marks was invalidated after it was read.
   *
   * @param token what reading found
   * @param life how long it is kept, in milliseconds
   * @returns whether it was written
   */
  write(
    key: string,
    markNames: readonly string[],
    entry: Entry,
    token: string,
    life: number,
  ): Promise<boolean | undefined>;
  /**
   * Forgets them, and tells all processes; when it is away, as soon as it is back.
   *
   * @returns whether all have been told
   */
  invalidate(invalidations: readonly Invalidation[]): Promise<boolean>;
  /**
   * From the first reading on, what others invalidate.
   *
   * @param heard one was invalidated
   * @param maybeMissed the connection is new: some may have been missed before it
   */
  listen(heard: (invalidation: Invalidation) => void, maybeMissed: () => void): void;
  facts(): SecondLevelFacts;
  /** Finds out whether others can be told what is invalidated, and begins to listen to them; `facts` tells the result. */
  probe(): Promise<void>;
}
