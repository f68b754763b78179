import { createHash } from "node:crypto";
import { AppError } from "@aegis-stack/runtime/errors";
import { unpack, unpackOnce } from "./entry.ts";
import { EVERYTHING, scopesOf, tagMark } from "./scopes.ts";
import type { CacheStats } from "./stats.ts";
import { Store, type StoreOptions } from "./store.ts";

/** How much longer than its time a value may stand in for one that cannot be made, unless told, in milliseconds. */
const GRACE = 10 * 60_000;

/** The longest that anything is kept, in milliseconds: less than marks are. */
const LONGEST = 7 * 24 * 3_600_000;

/** A longer key is kept under its hash. */
const LONGEST_KEY = 200;

export interface GetOrSetOptions {
  /** What it was made from: `invalidateTag` forgets all that have a tag. */
  tags?: readonly string[];
  /** For how long after its time the value may stand in when `make` fails, in milliseconds; 0 for never. */
  grace?: number;
  /** Whether all are handed one value, which is frozen, instead of a copy each: for what is asked for with every request. */
  shared?: boolean;
}

/** Values that are costly to compute, kept for a while. An outage of whatever it keeps them in costs speed, never an error. */
export class Cache {
  readonly #store: Store;
  readonly #path: readonly string[];

  private constructor(store: Store, path: readonly string[]) {
    this.#store = store;
    this.#path = path;
  }

  static create(options: StoreOptions): Cache {
    return new Cache(new Store(options), []);
  }

  /**
   * The value that is kept under a key; if there is none that is fresh, the one that `make` gives, which is then kept.
   * However many ask at once, it is made once. What is handed out is a copy, as `structuredClone` makes it, unless it is to be shared.
   *
   * @param ttl how long it stays fresh, in milliseconds
   * @throws what `make` throws, unless an old value may stand in
   */
  async getOrSet<Value>(
    key: string,
    ttl: number,
    make: () => Value | Promise<Value>,
    { tags = [], grace = GRACE, shared = false }: GetOrSetOptions = {},
  ): Promise<Value> {
    if (!(ttl > 0)) return make();
    const fresh = Math.min(ttl, LONGEST);
    const body = await this.#store.fetch({
      key: this.#nameOf(key),
      marks: [...scopesOf(this.#path), ...tags.map(tagMark)],
      ttl: fresh,
      grace: Math.max(0, Math.min(grace, LONGEST - fresh)),
      make,
    });
    return (shared ? unpackOnce(body) : unpack(body)) as Value;
  }

  /**
   * A part of the cache with keys of its own, which can be invalidated as a whole.
   *
   * @throws AppError `cache.bad-name` unless it has 1 to 64 letters, digits, dots, hyphens or underscores
   */
  namespace(name: string): Cache {
    if (!/^[\w.-]{1,64}$/.test(name)) throw badName();
    return new Cache(this.#store, [...this.#path, name]);
  }

  /** Forgets what is kept under a key of this namespace. @returns whether every process has been told already */
  invalidate(key: string): Promise<boolean> {
    return this.#store.invalidate([{ entry: this.#nameOf(key) }]);
  }

  /** Forgets all that has a tag, whatever its namespace. @returns whether every process has been told already */
  invalidateTag(tag: string): Promise<boolean> {
    return this.#store.invalidate([{ mark: tagMark(tag) }]);
  }

  /** Forgets this namespace and those within; the whole cache, if this is not one. @returns as `invalidate` */
  clear(): Promise<boolean> {
    return this.#store.invalidate([{ mark: scopesOf(this.#path).at(-1) ?? EVERYTHING }]);
  }

  /** What this process has seen since it started. */
  stats(): CacheStats {
    return this.#store.stats();
  }

  /** Finds out whether all processes can share what they keep and invalidate; `stats` tells the result. Never rejects. */
  probe(): Promise<void> {
    return this.#store.probe();
  }

  #nameOf(key: string): string {
    const short = key.length > LONGEST_KEY ? createHash("sha256").update(key).digest("base64url") : key;
    return `${this.#path.join("/")}|${short}`;
  }
}

const badName = () =>
  new AppError({
    code: "cache.bad-name",
    kind: "internal",
    what: "The name of a part of the cache has characters that it must not have.",
    todo: "Use 1 to 64 letters, digits, dots, hyphens or underscores.",
  });
