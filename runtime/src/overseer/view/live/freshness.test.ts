import { expect, test } from "vitest";
import { exampleSnapshot } from "../health.fixture.ts";
import { freshness } from "./freshness.ts";
import type { Channel } from "./state.ts";

test.each<[Channel, number, string, string]>([
  ["none", 60_000, "still", "Snapshot"],
  ["stream", 0, "live", "Live"],
  ["stream", 7_000, "live", "Live"],
  ["stream", 12_000, "stale", "Stale for 12 s"],
  ["polling", 12_000, "polling", "Polling"],
  ["polling", 15_000, "stale", "Stale for 15 s"],
  ["lost", 1_000, "stale", "Reconnecting"],
  ["lost", 95_000, "stale", "Stale for 1 min 35 s"],
  ["paused", 95_000, "paused", "Paused"],
])("by %s and %d ms old it is %s: %s", (channel, age, kind, text) => {
  expect(freshness({ snapshot: exampleSnapshot(), channel, heardAt: 1_000 }, 1_000 + age)).toEqual({
    kind,
    text,
  });
});
