import type { Logger } from "pino";
import { Bus } from "./bus.ts";
import type { CacheRedis } from "./cache-redis.ts";
import { decode, encode } from "./encoding.ts";
import { Guard } from "./guard.ts";
import { GLOBAL_SCOPE } from "./scopes.ts";
import {
  CLAIM_TTL_MS,
  READ_SCRIPT,
  RELEASE_SCRIPT,
  TOMBSTONE_TTL_MS,
  VERSION_TTL_MS,
  WRITE_SCRIPT,
} from "./scripts.ts";
import type { Claimed, Found, Invalidation, SharedLevel } from "./shared-level.ts";
import type { CacheCounts } from "./stats.ts";

/** How long to wait before a failed invalidation is tried again, in milliseconds. */
const RETRY_MS = 1_000;

/** How many invalidations wait for an outage to end; beyond that, everything is invalidated. */
const MAX_PENDING_INVALIDATIONS = 1_000;

/** What the level is created from. */
export interface RedisLevelOptions {
  /** How long a caller waits at most, in milliseconds; undefined: 250. */
  readonly timeoutMs: number | undefined;
  readonly redis: CacheRedis;
  readonly log: Logger;
  /** Milliseconds since 1970. */
  now(): number;
  /** Returns a word that never repeats. */
  random(): string;
  /** Counts failed requests and malformed values. */
  count(what: keyof Pick<CacheCounts, "remoteErrors" | "corrupt">): void;
}

/** Stores entries in Redis. Each request is decided on the server at one instant, so no order of events can mix them up. */
export class RedisLevel implements SharedLevel {
  readonly #options: RedisLevelOptions;
  readonly #guard: Guard;
  readonly #bus: Bus;
  /** Invalidations that have not reached the server, by their content. */
  #pending = new Map<string, Invalidation>();
  #retry: NodeJS.Timeout | undefined;

  constructor(options: RedisLevelOptions) {
    this.#options = options;
    const { redis, log, now, random } = options;
    this.#guard = new Guard({
      log,
      now,
      timeoutMs: options.timeoutMs,
      failed: () => options.count("remoteErrors"),
    });
    this.#bus = new Bus(redis, log, random());
  }

  async read(key: string, scopes: readonly string[]): Promise<Found | undefined> {
    this.#bus.start();
    return this.#ask(() => this.#read(key, scopes, ""));
  }

  async claim(key: string, scopes: readonly string[]): Promise<Claimed | undefined> {
    const word = this.#options.random();
    const found = await this.#ask(() => this.#read(key, scopes, word));
    if (!found) return undefined;
    const claim = this.#key("claim", key);
    const release = async () => {
      await this.#ask(() => this.#options.redis.run((client) => client.eval(RELEASE_SCRIPT, 1, claim, word)));
    };
    return { ...found, release: found.claimed ? release : undefined };
  }

  write(...[key, scopes, entry, token, ttl]: Parameters<SharedLevel["write"]>) {
    const keys = [this.#key("entry", key), this.#key("tombstone", key), ...this.#versions(scopes)];
    const args = [encode(entry), Math.ceil(ttl), token, ...entry.versions];
    return this.#ask(async () => {
      const stored = await this.#options.redis.run((client) =>
        client.eval(WRITE_SCRIPT, keys.length, ...keys, ...args),
      );
      return stored === 1;
    });
  }

  async invalidate(invalidations: readonly Invalidation[]): Promise<boolean> {
    for (const invalidation of invalidations) this.#pending.set(JSON.stringify(invalidation), invalidation);
    if (this.#pending.size > MAX_PENDING_INVALIDATIONS) {
      const everything = { scope: GLOBAL_SCOPE };
      this.#pending = new Map([[JSON.stringify(everything), everything]]);
    }
    const isDone = await this.#ask(async () => true);
    if (isDone !== true) this.#retryLater();
    return isDone === true;
  }

  /** Not left to the next caller: other processes return the old value until they are notified, and no call may come for long. */
  #retryLater(): void {
    this.#retry ??= setTimeout(async () => {
      this.#retry = undefined;
      if (this.#pending.size > 0 && (await this.#ask(async () => true)) !== true) this.#retryLater();
    }, RETRY_MS).unref();
  }

  listen(received: (invalidation: Invalidation) => void, mayHaveMissed: () => void): void {
    this.#bus.listen(received, () => {
      mayHaveMissed();
      // Others read what this process could not invalidate until it has notified them.
      if (this.#pending.size > 0) void this.#ask(async () => true);
    });
  }

  getStatus() {
    return {
      reachable: this.#guard.isReachable,
      listening: this.#bus.isListening,
      pending: this.#pending.size,
      trouble: this.#guard.reason || this.#bus.reason || null,
    };
  }

  async probe(): Promise<void> {
    this.#bus.start();
    await this.#ask(() => this.#bus.probe());
  }

  /** Nothing is read or stored before what was invalidated during an outage is deleted. */
  #ask<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
    return this.#guard.ask(async () => {
      if (this.#pending.size > 0) await this.#publish([...this.#pending]);
      return work();
    });
  }

  async #publish(invalidations: readonly (readonly [string, Invalidation])[]): Promise<void> {
    const { redis, random } = this.#options;
    await redis.run(async (client) => {
      const all = client.multi();
      for (const [, invalidation] of invalidations) {
        if ("entry" in invalidation) {
          all.unlink(this.#key("entry", invalidation.entry));
          all.set(this.#key("tombstone", invalidation.entry), random(), "PX", TOMBSTONE_TTL_MS);
        } else {
          all.set(this.#key("version", invalidation.scope), random(), "PX", VERSION_TTL_MS);
        }
      }
      this.#bus.announce(
        all,
        invalidations.map(([, invalidation]) => invalidation),
      );
      for (const [error] of (await all.exec()) ?? []) if (error) throw error;
    });
    for (const [name] of invalidations) this.#pending.delete(name);
  }

  /** @param word claims the key, unless it is empty */
  async #read(key: string, scopes: readonly string[], word: string) {
    const keys = [
      this.#key("entry", key),
      this.#key("tombstone", key),
      this.#key("claim", key),
      ...this.#versions(scopes),
    ];
    const { redis, random, count } = this.#options;
    const response: unknown = await redis.run((client) =>
      client.callBuffer(
        "EVAL",
        READ_SCRIPT,
        keys.length,
        ...keys,
        word || random(),
        VERSION_TTL_MS,
        word ? CLAIM_TTL_MS : 0,
      ),
    );
    const [bytes, token, claimed, ...versions] = Array.isArray(response) ? response : [];
    const entry = Buffer.isBuffer(bytes) ? decode(bytes) : undefined;
    if (bytes && !entry) count("corrupt");
    return { entry, token: String(token), claimed: claimed === 1, versions: versions.map(String) };
  }

  #key(kind: "entry" | "tombstone" | "claim" | "version", name: string): string {
    return this.#options.redis.groupKey("cache", kind, name);
  }

  #versions(names: readonly string[]): string[] {
    return names.map((name) => this.#key("version", name));
  }
}
