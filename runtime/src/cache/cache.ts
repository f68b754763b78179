import { createHash } from "node:crypto";
import { AppError } from "../errors/index.ts";
import { unpackShared, unpackValue } from "./entry.ts";
import { GLOBAL_SCOPE, getNamespaceScopes, getTagScope } from "./scopes.ts";
import type { CacheStats } from "./stats.ts";
import type { TieredStore } from "./tiered-store.ts";

/** How long an expired value may replace one that cannot be computed by default, in milliseconds. */
const DEFAULT_GRACE_MS = 10 * 60_000;

/** The longest time that anything is stored, in milliseconds: less than versions are. */
const MAX_TTL_MS = 7 * 24 * 3_600_000;

/** A longer key is stored under its hash. */
const MAX_KEY_LENGTH = 200;

/** How a value is stored and returned. */
export interface GetOrSetOptions {
  /** What it was computed from: `invalidateTag` invalidates all values that have a tag. */
  readonly tags?: readonly string[];
  /** How long the expired value may be returned when `compute` fails, in milliseconds; 0 for never. The default is 10 minutes. */
  readonly grace?: number;
  /** Whether all callers get one frozen value instead of a copy each: for what every request needs. */
  readonly shared?: boolean;
}

/** Values that are costly to compute, stored for a while. An outage of its server costs speed, never an error. */
export interface Cache {
  /**
   * Returns the fresh value of a key; if there is none, the result of `compute`, which is then stored. Simultaneous calls
   * compute it once. Each caller gets a copy, as `structuredClone` creates it, unless it is `shared`.
   *
   * @param ttl how long it stays fresh, in milliseconds
   * @throws what `compute` throws, unless an expired value may be returned
   */
  getOrSet<Value>(
    key: string,
    ttl: number,
    compute: () => Value | Promise<Value>,
    options?: GetOrSetOptions,
  ): Promise<Value>;
  /**
   * A part of the cache with keys of its own, which can be invalidated as a whole.
   *
   * @throws AppError `cache.bad-name` unless it has 1 to 64 letters, digits, dots, hyphens or underscores
   */
  namespace(name: string): Cache;
  /** Invalidates a key of this namespace. @returns whether every process has been notified already */
  invalidate(key: string): Promise<boolean>;
  /** Invalidates all values that have a tag, in every namespace. @returns whether every process has been notified already */
  invalidateTag(tag: string): Promise<boolean>;
  /** Invalidates this namespace and those within; outside of one, the whole cache. @returns as `invalidate` */
  clear(): Promise<boolean>;
  /** What this process has counted since it started. */
  stats(): CacheStats;
  /** Tests whether all processes share what they store and invalidate; `stats` has the result. Never rejects. */
  probe(): Promise<void>;
}

/** Creates the view of a namespace on a store. @param path the names of the namespaces, the outermost first */
export function createCacheView(store: TieredStore, path: readonly string[] = []): Cache {
  const getEntryName = (key: string): string => {
    const short = key.length > MAX_KEY_LENGTH ? createHash("sha256").update(key).digest("base64url") : key;
    return `${path.join("/")}|${short}`;
  };
  return {
    async getOrSet<Value>(
      key: string,
      ttl: number,
      compute: () => Value | Promise<Value>,
      { tags = [], grace = DEFAULT_GRACE_MS, shared = false }: GetOrSetOptions = {},
    ): Promise<Value> {
      if (!(ttl > 0)) return compute();
      const fresh = Math.min(ttl, MAX_TTL_MS);
      const body = await store.fetch({
        key: getEntryName(key),
        scopes: [...getNamespaceScopes(path), ...tags.map(getTagScope)],
        ttl: fresh,
        grace: Math.max(0, Math.min(grace, MAX_TTL_MS - fresh)),
        compute,
      });
      return (shared ? unpackShared(body) : unpackValue(body)) as Value;
    },
    namespace(name) {
      if (!/^[\w.-]{1,64}$/.test(name)) throw createBadNameError();
      return createCacheView(store, [...path, name]);
    },
    invalidate: (key) => store.invalidate([{ entry: getEntryName(key) }]),
    invalidateTag: (tag) => store.invalidate([{ scope: getTagScope(tag) }]),
    clear: () => store.invalidate([{ scope: getNamespaceScopes(path).at(-1) ?? GLOBAL_SCOPE }]),
    stats: () => store.stats(),
    probe: () => store.probe(),
  };
}

const createBadNameError = () =>
  new AppError({
    code: "cache.bad-name",
    category: "internal",
    message: "The name of a part of the cache has characters that it must not have.",
    hint: "Use 1 to 64 letters, digits, dots, hyphens or underscores.",
  });
