import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "pino";
import { type Entry, pack } from "./entry.ts";
import { type Flight, Flights, type Landed } from "./flight.ts";
import { Marks, same } from "./marks.ts";
import { Memory, type MemoryLimits } from "./memory.ts";
import type { Found, Invalidation, SecondLevel } from "./second-level.ts";
import type { CacheCounts, CacheStats } from "./stats.ts";

/** How long nobody tries again to make a value that could not be made, in milliseconds, while an old one stands in. */
const BACKOFF = 5_000;

/** A larger value is handed on and not kept, in bytes. */
const LARGEST = 8 * 1_024 ** 2;

/** How long to wait for another process to make a value, in milliseconds, and how often to look. */
const PATIENCE = 5_000;
const LOOK = 50;

export interface StoreOptions {
  limits: MemoryLimits;
  second: SecondLevel | undefined;
  counts: CacheCounts;
  log: Logger;
  /** Milliseconds since 1970. */
  now(): number;
  /** A word that never comes twice. */
  random(): string;
}

export interface Request {
  /** The whole name of the entry. */
  key: string;
  /** The marks that it is kept under. */
  marks: readonly string[];
  /** How long it is as good as new, and how much longer it may stand in, in milliseconds. */
  ttl: number;
  grace: number;
  make: () => unknown;
}

/** Both levels, and the rules between them. */
export class Store {
  readonly #options: StoreOptions;
  readonly #memory: Memory;
  readonly #marks: Marks;
  readonly #flights = new Flights();

  constructor(options: StoreOptions) {
    this.#options = options;
    this.#memory = new Memory(options.limits);
    this.#marks = new Marks(options.random);
    options.second?.listen(
      (invalidation) => this.#forget(invalidation),
      () => this.#forgetAll(),
    );
  }

  /** @returns the value as it was packed @throws what making it throws, when nothing can stand in */
  async fetch(request: Request): Promise<Buffer> {
    const { key, marks } = request;
    const local = this.#local(key, marks);
    if (local && !this.#deaf()) {
      this.#options.counts.memoryHits += 1;
      return local.body;
    }
    const shared = this.#flights.get(key);
    const flight = shared ?? this.#flights.start(key, marks, (own) => this.#land(request, own));
    try {
      const { entry, outcome } = await flight.landing;
      this.#options.counts[shared && outcome !== "stale" ? "memoryHits" : outcome] += 1;
      return entry.body;
    } catch (error) {
      this.#options.counts.failures += 1;
      throw error;
    }
  }

  /** @returns whether every process has been told */
  async invalidate(invalidations: readonly Invalidation[]): Promise<boolean> {
    for (const invalidation of invalidations) this.#forget(invalidation);
    return (await this.#options.second?.invalidate(invalidations)) ?? true;
  }

  async probe(): Promise<void> {
    await this.#options.second?.probe();
  }

  stats(): CacheStats {
    const { limits, second, counts } = this.#options;
    return {
      ...counts,
      memory: { ...this.#memory.facts, limits },
      remote: second?.facts() ?? null,
    };
  }

  async #land(request: Request, flight: Flight): Promise<Landed> {
    const { key, marks } = request;
    const began = this.#marks.generation;
    const read = await this.#options.second?.read(key, marks);
    const local = read ? undefined : this.#local(key, marks);
    if (local) return { entry: local, outcome: "memoryHits" };
    if (read && this.#marks.generation === began) this.#marks.learn(marks, read.marks);
    const first = read && this.#usable(read);
    if (first) return this.#keep(key, first, flight, "remoteHits");
    // One process makes it. The others wait for that one, as long as it seems to be at work.
    const claimed = read && (await this.#claim(key, marks));
    const second = claimed && this.#usable(claimed);
    if (second) {
      await claimed.release?.();
      return this.#keep(key, second, flight, "remoteHits");
    }
    const found = claimed ?? read;
    try {
      return await this.#make(request, flight, found);
    } finally {
      await claimed?.release?.();
    }
  }

  async #make(request: Request, flight: Flight, found: Found | undefined): Promise<Landed> {
    const { key, marks: names, ttl, grace, make } = request;
    const { now, second, log } = this.#options;
    const marks = found?.marks ?? this.#marks.make(names);
    let body: Buffer;
    try {
      body = pack(await make(), key);
    } catch (error) {
      const old = this.#standIn(key, marks, found);
      if (!old) throw error;
      log.warn({ err: error, key }, "a value could not be made; an old one stands in");
      return this.#keep(key, { ...old, freshUntil: now() + BACKOFF }, flight, "stale");
    }
    const entry: Entry = { body, marks, freshUntil: now() + ttl, goneAt: now() + ttl + grace };
    if (body.byteLength > LARGEST) {
      this.#options.counts.tooLarge += 1;
      log.warn({ key, bytes: body.byteLength }, "a value is too large to be kept");
      return { entry, outcome: "misses" };
    }
    const written = found && (await second?.write(key, names, entry, found.token, ttl + grace));
    // Somebody invalidated what it was made from.
    if (written === false) return { entry, outcome: "misses" };
    return this.#keep(key, entry, flight, "misses");
  }

  async #claim(key: string, marks: readonly string[]) {
    const { second, now } = this.#options;
    const end = now() + PATIENCE;
    let claimed = await second?.claim(key, marks);
    while (claimed && !claimed.release && !this.#usable(claimed) && now() < end) {
      await delay(LOOK);
      claimed = await second?.claim(key, marks);
    }
    return claimed;
  }

  #keep(key: string, entry: Entry, flight: Flight, outcome: Landed["outcome"]): Landed {
    if (!flight.outdated) this.#memory.set(key, entry);
    return { entry, outcome };
  }

  #usable({ entry, marks }: Found): Entry | undefined {
    return entry && entry.freshUntil > this.#options.now() && same(entry.marks, marks) ? entry : undefined;
  }

  /** An old value that nobody has invalidated. */
  #standIn(key: string, marks: readonly string[], found: Found | undefined): Entry | undefined {
    const candidates = [this.#memory.get(key), found?.entry];
    return candidates.find(
      (entry) => entry && entry.goneAt > this.#options.now() && same(entry.marks, marks),
    );
  }

  /** What memory has, if it is fresh and nothing is known against it. */
  #local(key: string, names: readonly string[]): Entry | undefined {
    const entry = this.#memory.get(key);
    const marks = this.#marks.read(names);
    return entry && marks && entry.freshUntil > this.#options.now() && same(entry.marks, marks)
      ? entry
      : undefined;
  }

  /** Whether others may have invalidated what memory holds, and the second level would know. */
  #deaf(): boolean {
    const facts = this.#options.second?.facts();
    return facts?.reachable === true && !facts.listening;
  }

  #forget(invalidation: Invalidation): void {
    if ("entry" in invalidation) {
      this.#memory.delete(invalidation.entry);
      this.#flights.outdate(invalidation.entry);
    } else {
      this.#marks.forget(invalidation.mark);
      this.#flights.outdateMarked(invalidation.mark);
    }
  }

  #forgetAll(): void {
    this.#memory.clear();
    this.#marks.clear();
    this.#flights.outdateMarked();
  }
}
