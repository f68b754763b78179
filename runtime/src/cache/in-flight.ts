import type { Entry } from "./entry.ts";

/** How a call was served. */
type FetchOutcome = "memoryHits" | "remoteHits" | "misses" | "stale";

/** What came of a call. */
export interface FetchResult {
  readonly entry: Entry;
  readonly outcome: FetchOutcome;
}

/** A value that is being computed. Simultaneous callers wait for the same one. */
export interface InFlightValue {
  /** The scopes of its entry. */
  readonly scopes: readonly string[];
  /** Whether it was invalidated meanwhile: then its callers still get it, but it is not stored. */
  isOutdated: boolean;
  readonly result: Promise<FetchResult>;
}

/** The values that this process is computing. */
export class InFlightValues {
  readonly #values = new Map<string, InFlightValue>();

  get(key: string): InFlightValue | undefined {
    return this.#values.get(key);
  }

  start(
    key: string,
    scopes: readonly string[],
    compute: (value: InFlightValue) => Promise<FetchResult>,
  ): InFlightValue {
    const result = Promise.withResolvers<FetchResult>();
    const value: InFlightValue = { scopes, isOutdated: false, result: result.promise };
    this.#values.set(key, value);
    const remove = () => {
      if (this.#values.get(key) === value) this.#values.delete(key);
    };
    compute(value).finally(remove).then(result.resolve, result.reject);
    return value;
  }

  /** Later callers start a new computation. */
  outdate(key: string): void {
    const value = this.#values.get(key);
    if (!value) return;
    value.isOutdated = true;
    this.#values.delete(key);
  }

  /** Outdates the values of a scope; without one, all. */
  outdateScope(scope?: string): void {
    for (const [key, { scopes }] of this.#values) {
      if (scope === undefined || scopes.includes(scope)) this.outdate(key);
    }
  }
}
