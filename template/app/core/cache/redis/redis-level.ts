import type { Logger } from "pino";
import type { RedisConnections } from "#app/core/redis/connections.ts";
import { EVERYTHING } from "../scopes.ts";
import type { Claimed, Found, Invalidation, SecondLevel } from "../second-level.ts";
import type { CacheCounts } from "../stats.ts";
import { Bus } from "./bus.ts";
import { decode, encode } from "./encoding.ts";
import { Guard } from "./guard.ts";
import { CLAIM_LIFE, MARK_LIFE, READ, RELEASE, TOMBSTONE_LIFE, WRITE } from "./scripts.ts";

/** How long to wait before what could not be invalidated is tried again, in milliseconds. */
const RETRY_MS = 1_000;

/** So many invalidations wait for an outage to end; beyond it, all is forgotten. */
const MOST_PENDING = 1_000;

export interface RedisLevelOptions {
  /** What a caller waits at the most, in milliseconds; undefined: 250. */
  patience: number | undefined;
  redis: RedisConnections;
  log: Logger;
  /** Milliseconds since 1970. */
  now(): number;
  /** A word that never comes twice. */
  random(): string;
  /** Told each call that came to nothing, and each value that was none. */
  count(what: keyof Pick<CacheCounts, "remoteErrors" | "corrupt">): void;
}

/** Keeps entries in Redis. Every answer is decided on the server at one instant, so no order of events can mix them up. */
export class RedisLevel implements SecondLevel {
  readonly #options: RedisLevelOptions;
  readonly #guard: Guard;
  readonly #bus: Bus;
  /** What could not be invalidated yet, by what it is. */
  #pending = new Map<string, Invalidation>();
  #retry: NodeJS.Timeout | undefined;

  constructor(options: RedisLevelOptions) {
    this.#options = options;
    const { redis, log, now, random } = options;
    this.#guard = new Guard({
      log,
      now,
      patience: options.patience,
      failed: () => options.count("remoteErrors"),
    });
    this.#bus = new Bus(redis, log, random());
  }

  async read(key: string, markNames: readonly string[]): Promise<Found | undefined> {
    this.#bus.start();
    return this.#ask(() => this.#read(key, markNames, ""));
  }

  async claim(key: string, markNames: readonly string[]): Promise<Claimed | undefined> {
    const word = this.#options.random();
    const found = await this.#ask(() => this.#read(key, markNames, word));
    if (!found) return undefined;
    const claim = this.#key("claim", key);
    const release = async () => {
      await this.#ask(() => this.#options.redis.run((client) => client.eval(RELEASE, 1, claim, word)));
    };
    return { ...found, release: found.claimed ? release : undefined };
  }

  write(...[key, markNames, entry, token, life]: Parameters<SecondLevel["write"]>) {
    const keys = [this.#key("entry", key), this.#key("tombstone", key), ...this.#marks(markNames)];
    const args = [encode(entry), Math.ceil(life), token, ...entry.marks];
    return this.#ask(async () => {
      const written = await this.#options.redis.run((client) =>
        client.eval(WRITE, keys.length, ...keys, ...args),
      );
      return written === 1;
    });
  }

  async invalidate(invalidations: readonly Invalidation[]): Promise<boolean> {
    for (const invalidation of invalidations) this.#pending.set(JSON.stringify(invalidation), invalidation);
    if (this.#pending.size > MOST_PENDING) {
      const everything = { mark: EVERYTHING };
      this.#pending = new Map([[JSON.stringify(everything), everything]]);
    }
    const told = await this.#ask(async () => true);
    if (told !== true) this.#retryLater();
    return told === true;
  }

  /** Not left to the next caller: other processes keep the old value until they are told, and none may come for long. */
  #retryLater(): void {
    this.#retry ??= setTimeout(async () => {
      this.#retry = undefined;
      if (this.#pending.size > 0 && (await this.#ask(async () => true)) !== true) this.#retryLater();
    }, RETRY_MS).unref();
  }

  listen(heard: (invalidation: Invalidation) => void, maybeMissed: () => void): void {
    this.#bus.listen(heard, () => {
      maybeMissed();
      // Others read what this process could not invalidate until it has told them.
      if (this.#pending.size > 0) void this.#ask(async () => true);
    });
  }

  facts() {
    return {
      reachable: this.#guard.reachable,
      listening: this.#bus.listening,
      pending: this.#pending.size,
      trouble: this.#guard.reason || this.#bus.reason || null,
    };
  }

  async probe(): Promise<void> {
    this.#bus.start();
    await this.#ask(() => this.#bus.probe());
  }

  /** Nothing is read or written before what was invalidated during an outage is gone. */
  #ask<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
    return this.#guard.ask(async () => {
      if (this.#pending.size > 0) await this.#tell([...this.#pending]);
      return work();
    });
  }

  async #tell(invalidations: readonly (readonly [string, Invalidation])[]): Promise<void> {
    const { redis, random } = this.#options;
    await redis.run(async (client) => {
      const all = client.multi();
      for (const [, invalidation] of invalidations) {
        if ("entry" in invalidation) {
          all.unlink(this.#key("entry", invalidation.entry));
          all.set(this.#key("tombstone", invalidation.entry), random(), "PX", TOMBSTONE_LIFE);
        } else {
          all.set(this.#key("mark", invalidation.mark), random(), "PX", MARK_LIFE);
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

  /** @param word claims it, unless it is empty */
  async #read(key: string, markNames: readonly string[], word: string) {
    const keys = [
      this.#key("entry", key),
      this.#key("tombstone", key),
      this.#key("claim", key),
      ...this.#marks(markNames),
    ];
    const { redis, random, count } = this.#options;
    const answer: unknown = await redis.run((client) =>
      client.callBuffer(
        "EVAL",
        READ,
        keys.length,
        ...keys,
        word || random(),
        MARK_LIFE,
        word ? CLAIM_LIFE : 0,
      ),
    );
    const [bytes, token, claimed, ...marks] = Array.isArray(answer) ? answer : [];
    const entry = Buffer.isBuffer(bytes) ? decode(bytes) : undefined;
    if (bytes && !entry) count("corrupt");
    return { entry, token: String(token), claimed: claimed === 1, marks: marks.map(String) };
  }

  #key(kind: "entry" | "tombstone" | "claim" | "mark", name: string): string {
    return this.#options.redis.groupKey("cache", kind, name);
  }

  #marks(names: readonly string[]): string[] {
    return names.map((name) => this.#key("mark", name));
  }
}
