import { expect, test } from "vitest";
import type { Freshness } from "../live/freshness.ts";
import { freshnessOf } from "./freshness-of.ts";
import { createLastKnown } from "./last-known.ts";

const page = new Request("http://localhost/page");
const refusal = (status: number) => ({ status, statusText: "", internal: false, data: null });

test.each([new TypeError("Failed to fetch"), refusal(502)])(
  "a refresh that fails with %o leaves what was there",
  async (reason) => {
    const orLastKnown = createLastKnown<string>();
    expect(await orLastKnown(page, async () => "first")).toBe("first");
    expect(await orLastKnown(page, () => Promise.reject(reason))).toBe("first");
    expect(await orLastKnown(page, async () => "second")).toBe("second");
    const other = new Request("http://localhost/other");
    await expect(orLastKnown(other, () => Promise.reject(reason))).rejects.toBe(reason);
  },
);

test.each([401, 404, 429])("a refusal with %i is no silence", async (status) => {
  const orLastKnown = createLastKnown<string>();
  await orLastKnown(page, async () => "first");
  await expect(orLastKnown(page, () => Promise.reject(refusal(status)))).rejects.toMatchObject({ status });
});

test("figures that are older than the live ones make the page stale", () => {
  const live: Freshness = { kind: "live", text: "Live" };
  const paused: Freshness = { kind: "paused", text: "Paused" };
  expect(freshnessOf(live, 0, 7_000)).toBe(live);
  expect(freshnessOf(live, 0, 72_000)).toEqual({ kind: "stale", text: "Stale for 1 min 12 s" });
  expect(freshnessOf(paused, 0, 72_000)).toBe(paused);
});
