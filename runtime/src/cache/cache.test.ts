import { pino } from "pino";
import { describe, expect, test } from "vitest";
import { createRedisConnections } from "../redis/index.ts";
import type { Cache } from "./cache.ts";
import { createCache } from "./create-cache.ts";
import { held } from "./held.fixture.ts";

const MINUTE_MS = 60_000;
const log = pino({ level: "silent" });

/** A cache of its own with a clock that is set by hand. */
function make(limits = { entries: 100, bytes: 1_000_000 }) {
  let time = 1_000_000;
  const redis = createRedisConnections({ url: undefined, prefix: "test", log, name: "test" });
  const cache = createCache({
    settings: { CACHE_ENTRIES: limits.entries, CACHE_BYTES: limits.bytes },
    log,
    redis,
    now: () => time,
  });
  const pass = (milliseconds: number) => {
    time += milliseconds;
  };
  return { cache, pass };
}

/** Something that counts how often it is made. */
function counted<Value>(...values: Value[]) {
  const work = {
    calls: 0,
    async make(): Promise<Value> {
      const value = values[Math.min(work.calls, values.length - 1)];
      work.calls += 1;
      if (value instanceof Error) throw value;
      return value as Value;
    },
  };
  return work;
}

const get = (cache: Cache, work: { make(): Promise<unknown> }, options = {}) =>
  cache.getOrSet("key", MINUTE_MS, work.make, options);

describe("a value", () => {
  test("is made once however many ask at once, and again when its time is over", async () => {
    const { cache, pass } = make();
    const work = counted("first", "second");
    const asked = Array.from({ length: 100 }, () => get(cache, work));
    expect(new Set(await Promise.all(asked))).toEqual(new Set(["first"]));
    expect(work.calls).toBe(1);
    pass(MINUTE_MS + 1);
    expect(await get(cache, work)).toBe("second");
    expect(cache.stats()).toMatchObject({ misses: 2, memoryHits: 99 });
  });

  test.each([
    [undefined],
    [null],
    [0],
    [""],
    [12n],
    [new Date(0)],
    [new Map([["a", new Set([1])]])],
    [{ deep: [{ undefined: undefined }] }],
  ])("of any plain kind comes back as it was: %o", async (value) => {
    const { cache } = make();
    const work = counted(value);
    expect([await get(cache, work), await get(cache, work)]).toEqual([value, value]);
    expect(work.calls).toBe(1);
  });

  test("is handed out as one and the same, where that was asked for, and nobody can change it", async () => {
    const { cache, pass } = make();
    const work = counted({ list: [{ name: "first" }], at: new Date(0) }, { list: [], at: new Date(1) });
    const shared = () => cache.getOrSet("key", MINUTE_MS, work.make, { shared: true });
    const one = await shared();
    expect(one).toEqual({ list: [{ name: "first" }], at: new Date(0) });
    expect(await shared()).toBe(one);
    for (const change of [() => one.list.pop(), () => Object.assign(one, { at: new Date() })])
      expect(change).toThrow(TypeError);
    pass(MINUTE_MS + 1);
    expect(await shared()).toEqual({ list: [], at: new Date(1) });
  });

  test("is handed out as a copy: what one does to it no other sees", async () => {
    const { cache } = make();
    const work = counted({ list: [1] });
    const [one, other] = await Promise.all([get(cache, work), get(cache, work)]);
    Object(one).list.push(2);
    expect(other).toEqual({ list: [1] });
    expect(await get(cache, work)).toEqual({ list: [1] });
  });

  test("that cannot be kept is an error with a sentence", async () => {
    const { cache } = make();
    const work = counted({ call: () => {} });
    await expect(get(cache, work)).rejects.toMatchObject({ code: "cache.not-serialisable" });
  });

  test("is not kept at all without a time to live", async () => {
    const { cache } = make();
    const work = counted(1, 2);
    expect(await cache.getOrSet("key", 0, work.make)).toBe(1);
    expect(await cache.getOrSet("key", Number.NaN, work.make)).toBe(2);
  });
});

describe("a value that cannot be made", () => {
  const away = new Error("the database is away");

  test("is the maker's own error, for all who wait, and the next one tries again", async () => {
    const { cache } = make();
    const work = counted<unknown>(away, "made");
    const asked = await Promise.allSettled([get(cache, work), get(cache, work)]);
    expect(asked.map((result) => result.status === "rejected" && result.reason)).toEqual([away, away]);
    expect(await get(cache, work)).toBe("made");
    expect(cache.stats()).toMatchObject({ failures: 2, misses: 1 });
  });

  test("is stood in for by the old one for a while, and not tried at every call", async () => {
    const { cache, pass } = make();
    const work = counted<unknown>("old", away);
    await get(cache, work, { grace: MINUTE_MS });
    pass(MINUTE_MS + 1);
    expect(await get(cache, work, { grace: MINUTE_MS })).toBe("old");
    expect(await get(cache, work, { grace: MINUTE_MS })).toBe("old");
    expect(work.calls).toBe(2);
    expect(cache.stats()).toMatchObject({ stale: 1 });
    pass(MINUTE_MS);
    await expect(get(cache, work, { grace: MINUTE_MS })).rejects.toBe(away);
  });

  test("is not stood in for by one that was invalidated, nor where no grace is given", async () => {
    const { cache, pass } = make();
    const work = counted<unknown>("old", away);
    await get(cache, work, { tags: ["rights"] });
    await cache.invalidateTag("rights");
    await expect(get(cache, work, { tags: ["rights"] })).rejects.toBe(away);
    const other = counted<unknown>("old", away);
    await cache.getOrSet("other", MINUTE_MS, other.make, { grace: 0 });
    pass(MINUTE_MS + 1);
    await expect(cache.getOrSet("other", MINUTE_MS, other.make, { grace: 0 })).rejects.toBe(away);
  });
});

describe("invalidating", () => {
  test("a key, a tag, a namespace or everything forgets that and nothing else", async () => {
    const { cache } = make();
    const users = cache.namespace("users");
    const pages = users.namespace("pages");
    let calls = 0;
    const make1 = () => ++calls;
    const read = async () => [
      await cache.getOrSet("a", MINUTE_MS, make1),
      await cache.getOrSet("b", MINUTE_MS, make1, { tags: ["t"] }),
      await users.getOrSet("a", MINUTE_MS, make1, { tags: ["t", "u"] }),
      await pages.getOrSet("a", MINUTE_MS, make1),
    ];
    expect(await read()).toEqual([1, 2, 3, 4]);
    await users.invalidate("a");
    expect(await read()).toEqual([1, 2, 5, 4]);
    await cache.invalidateTag("t");
    expect(await read()).toEqual([1, 6, 7, 4]);
    await pages.clear();
    expect(await read()).toEqual([1, 6, 7, 8]);
    await users.clear();
    expect(await read()).toEqual([1, 6, 9, 10]);
    await cache.clear();
    expect(await read()).toEqual([11, 12, 13, 14]);
  });

  test.each([
    ["its key", (cache: Cache) => cache.invalidate("key")],
    ["its tag", (cache: Cache) => cache.invalidateTag("t")],
    ["everything", (cache: Cache) => cache.clear()],
  ])("%s while the value is being made: what was made from old data is not kept", async (_, invalidate) => {
    const { cache } = make();
    let data = "old";
    const { make: makeSlowly, begun, release } = held(() => data);
    const slow = cache.getOrSet("key", MINUTE_MS, makeSlowly, { tags: ["t"] });
    await begun;
    data = "new";
    expect(await invalidate(cache)).toBe(true);
    // A later caller must not get what was started before, even while it is still being computed.
    expect(await cache.getOrSet("key", MINUTE_MS, () => data, { tags: ["t"] })).toBe("new");
    release();
    expect(await slow).toBe("old");
    expect(await cache.getOrSet("key", MINUTE_MS, () => "another", { tags: ["t"] })).toBe("new");
  });

  test("keys do not meet across namespaces, whatever they hold", async () => {
    const { cache } = make();
    expect(await cache.namespace("a").getOrSet("b|c", MINUTE_MS, () => 1)).toBe(1);
    expect(
      await cache
        .namespace("a")
        .namespace("b")
        .getOrSet("c", MINUTE_MS, () => 2),
    ).toBe(2);
    expect(await cache.getOrSet("k".repeat(10_000), MINUTE_MS, () => 3)).toBe(3);
    expect(await cache.getOrSet("k".repeat(10_001), MINUTE_MS, () => 4)).toBe(4);
    expect(() => cache.namespace("a|b")).toThrow("characters that it must not have");
  });
});

describe("memory", () => {
  test("is bounded by the number of values: what was used last stays", async () => {
    const { cache } = make({ entries: 2, bytes: 1_000_000 });
    const read = (key: string) => cache.getOrSet(key, MINUTE_MS, () => key);
    await read("a");
    await read("b");
    await read("a");
    await read("c");
    expect(cache.stats().memory).toMatchObject({ entries: 2, evicted: 1 });
    await read("a");
    expect(cache.stats().misses).toBe(3);
    await read("b");
    expect(cache.stats().misses).toBe(4);
  });

  test("is bounded by bytes, and a value too large for it pushes nothing out", async () => {
    const { cache } = make({ entries: 1_000, bytes: 100_000 });
    for (let index = 0; index < 100; index++) {
      await cache.getOrSet(`${index}`, MINUTE_MS, () => "x".repeat(2_000));
    }
    const { bytes, entries } = cache.stats().memory;
    expect(bytes).toBeLessThanOrEqual(100_000);
    expect(entries).toBeGreaterThan(30);
    const work = counted("y".repeat(50_000));
    await cache.getOrSet("large", MINUTE_MS, work.make);
    await cache.getOrSet("large", MINUTE_MS, work.make);
    expect(work.calls).toBe(2);
    expect(cache.stats().memory.entries).toBe(entries);
  });

  test("hands a huge value on and keeps none of it", async () => {
    const { cache } = make();
    const huge = await cache.getOrSet("huge", MINUTE_MS, () => Buffer.alloc(9 * 1_024 ** 2));
    expect(huge.byteLength).toBe(9 * 1_024 ** 2);
    expect(cache.stats()).toMatchObject({ tooLarge: 1, memory: { entries: 0 } });
  });
});
