import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "pino";
import { type Entry, packValue } from "./entry.ts";
import { type FetchResult, type InFlightValue, InFlightValues } from "./in-flight.ts";
import { MemoryLevel, type MemoryLimits } from "./memory-level.ts";
import type { Found, Invalidation, SharedLevel } from "./shared-level.ts";
import type { CacheCounts, CacheStats } from "./stats.ts";
import { isSameVersions, TagVersions } from "./tag-versions.ts";

/** The pause before a value that could not be computed is computed again, in milliseconds, while an expired one is returned. */
const RECOMPUTE_BACKOFF_MS = 5_000;

/** A larger value is returned and not stored, in bytes. */
const MAX_VALUE_BYTES = 8 * 1_024 ** 2;

/** How long to wait for another process to compute a value, in milliseconds. */
const CLAIM_TIMEOUT_MS = 5_000;

/** How often to check whether it has, in milliseconds. */
const CLAIM_POLL_MS = 50;

/** What a store is created from. */
export interface TieredStoreOptions {
  readonly limits: MemoryLimits;
  readonly sharedLevel: SharedLevel | undefined;
  readonly counts: CacheCounts;
  readonly log: Logger;
  /** Milliseconds since 1970. */
  now(): number;
  /** Returns a word that never repeats. */
  random(): string;
}

/** A call for a value. */
export interface FetchRequest {
  /** The whole name of the entry. */
  readonly key: string;
  /** The scopes of its entry. */
  readonly scopes: readonly string[];
  /** How long it is fresh, in milliseconds. */
  readonly ttl: number;
  /** How much longer it may be returned when no new one can be computed, in milliseconds. */
  readonly grace: number;
  readonly compute: () => unknown;
}

/** Both levels, and the rules between them. */
export class TieredStore {
  readonly #options: TieredStoreOptions;
  readonly #memory: MemoryLevel;
  readonly #versions: TagVersions;
  readonly #inFlight = new InFlightValues();

  constructor(options: TieredStoreOptions) {
    this.#options = options;
    this.#memory = new MemoryLevel(options.limits);
    this.#versions = new TagVersions(options.random);
    options.sharedLevel?.listen(
      (invalidation) => this.#forget(invalidation),
      () => this.#forgetAll(),
    );
  }

  /** @returns the serialized value @throws what computing it throws, when no expired value may be returned */
  async fetch(request: FetchRequest): Promise<Buffer> {
    const { key, scopes } = request;
    const local = this.#readMemory(key, scopes);
    if (local && !this.#mayMissInvalidations()) {
      this.#options.counts.memoryHits += 1;
      return local.body;
    }
    const running = this.#inFlight.get(key);
    const value = running ?? this.#inFlight.start(key, scopes, (own) => this.#load(request, own));
    try {
      const { entry, outcome } = await value.result;
      this.#options.counts[running && outcome !== "stale" ? "memoryHits" : outcome] += 1;
      return entry.body;
    } catch (error) {
      this.#options.counts.failures += 1;
      throw error;
    }
  }

  /** @returns whether every process has been notified */
  async invalidate(invalidations: readonly Invalidation[]): Promise<boolean> {
    for (const invalidation of invalidations) this.#forget(invalidation);
    return (await this.#options.sharedLevel?.invalidate(invalidations)) ?? true;
  }

  async probe(): Promise<void> {
    await this.#options.sharedLevel?.probe();
  }

  stats(): CacheStats {
    const { limits, sharedLevel, counts } = this.#options;
    return {
      ...counts,
      memory: { ...this.#memory.usage, limits },
      remote: sharedLevel?.getStatus() ?? null,
    };
  }

  async #load(request: FetchRequest, value: InFlightValue): Promise<FetchResult> {
    const { key, scopes } = request;
    const began = this.#versions.generation;
    const read = await this.#options.sharedLevel?.read(key, scopes);
    const local = read ? undefined : this.#readMemory(key, scopes);
    if (local) return { entry: local, outcome: "memoryHits" };
    if (read && this.#versions.generation === began) this.#versions.learn(scopes, read.versions);
    const first = read && this.#getFresh(read);
    if (first) return this.#store(key, first, value, "remoteHits");
    // One process computes it. The others wait for that one, as long as it seems to be active.
    const claimed = read && (await this.#claim(key, scopes));
    const second = claimed && this.#getFresh(claimed);
    if (second) {
      await claimed.release?.();
      return this.#store(key, second, value, "remoteHits");
    }
    const found = claimed ?? read;
    try {
      return await this.#compute(request, value, found);
    } finally {
      await claimed?.release?.();
    }
  }

  async #compute(
    request: FetchRequest,
    value: InFlightValue,
    found: Found | undefined,
  ): Promise<FetchResult> {
    const { key, scopes, ttl, grace, compute } = request;
    const { now, sharedLevel, log } = this.#options;
    const versions = found?.versions ?? this.#versions.readOrCreate(scopes);
    let body: Buffer;
    try {
      body = packValue(await compute(), key);
    } catch (error) {
      const expired = this.#findExpired(key, versions, found);
      if (!expired) throw error;
      log.warn({ err: error, key }, "a value could not be made; an old one stands in");
      return this.#store(key, { ...expired, freshUntil: now() + RECOMPUTE_BACKOFF_MS }, value, "stale");
    }
    const entry: Entry = { body, versions, freshUntil: now() + ttl, goneAt: now() + ttl + grace };
    if (body.byteLength > MAX_VALUE_BYTES) {
      this.#options.counts.tooLarge += 1;
      log.warn({ key, bytes: body.byteLength }, "a value is too large to be kept");
      return { entry, outcome: "misses" };
    }
    const isStored = found && (await sharedLevel?.write(key, scopes, entry, found.token, ttl + grace));
    // What it was computed from has been invalidated.
    if (isStored === false) return { entry, outcome: "misses" };
    return this.#store(key, entry, value, "misses");
  }

  async #claim(key: string, scopes: readonly string[]) {
    const { sharedLevel, now } = this.#options;
    const end = now() + CLAIM_TIMEOUT_MS;
    let claimed = await sharedLevel?.claim(key, scopes);
    while (claimed && !claimed.release && !this.#getFresh(claimed) && now() < end) {
      await delay(CLAIM_POLL_MS);
      claimed = await sharedLevel?.claim(key, scopes);
    }
    return claimed;
  }

  #store(key: string, entry: Entry, value: InFlightValue, outcome: FetchResult["outcome"]): FetchResult {
    if (!value.isOutdated) this.#memory.set(key, entry);
    return { entry, outcome };
  }

  #getFresh({ entry, versions }: Found): Entry | undefined {
    return entry && entry.freshUntil > this.#options.now() && isSameVersions(entry.versions, versions)
      ? entry
      : undefined;
  }

  /** An expired value that was not invalidated. */
  #findExpired(key: string, versions: readonly string[], found: Found | undefined): Entry | undefined {
    const candidates = [this.#memory.get(key), found?.entry];
    return candidates.find(
      (entry) => entry && entry.goneAt > this.#options.now() && isSameVersions(entry.versions, versions),
    );
  }

  /** The entry in memory, if it is fresh and was not invalidated as far as this process knows. */
  #readMemory(key: string, scopes: readonly string[]): Entry | undefined {
    const entry = this.#memory.get(key);
    const versions = this.#versions.read(scopes);
    return entry &&
      versions &&
      entry.freshUntil > this.#options.now() &&
      isSameVersions(entry.versions, versions)
      ? entry
      : undefined;
  }

  /** Whether others may have invalidated what memory holds, and the shared level would know. */
  #mayMissInvalidations(): boolean {
    const status = this.#options.sharedLevel?.getStatus();
    return status?.reachable === true && !status.listening;
  }

  #forget(invalidation: Invalidation): void {
    if ("entry" in invalidation) {
      this.#memory.delete(invalidation.entry);
      this.#inFlight.outdate(invalidation.entry);
    } else {
      this.#versions.forget(invalidation.scope);
      this.#inFlight.outdateScope(invalidation.scope);
    }
  }

  #forgetAll(): void {
    this.#memory.clear();
    this.#versions.clear();
    this.#inFlight.outdateScope();
  }
}
