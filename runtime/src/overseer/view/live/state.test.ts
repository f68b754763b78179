import { expect, test } from "vitest";
import { exampleReport, exampleSample, exampleSnapshot } from "../health.fixture.ts";
import { advance, CHART_WINDOW_MS, type LiveState } from "./state.ts";

const start: LiveState = {
  snapshot: exampleSnapshot([exampleSample(1_000)]),
  channel: "none",
  heardAt: 1_000,
};
const times = (state: LiveState) => state.snapshot.metrics.map(({ at }) => at);

test("a snapshot replaces everything and says how it came", () => {
  const snapshot = exampleSnapshot([exampleSample(5_000)]);
  expect(advance(start, { type: "snapshot", snapshot, by: "polling", at: 6_000 })).toEqual({
    snapshot,
    channel: "polling",
    heardAt: 6_000,
  });
});

test("a sample comes last, and what has left the window goes", () => {
  const later = advance(start, { type: "sample", sample: exampleSample(3_000), at: 3_100 });
  expect(times(later)).toEqual([1_000, 3_000]);
  expect(later).toMatchObject({ channel: "stream", heardAt: 3_100 });
  const muchLater = advance(later, {
    type: "sample",
    sample: exampleSample(1_000 + CHART_WINDOW_MS),
    at: 1_000 + CHART_WINDOW_MS,
  });
  expect(times(muchLater)).toEqual([3_000, 1_000 + CHART_WINDOW_MS]);
});

test("a sample that is known counts once, but was heard", () => {
  const state = advance(start, { type: "sample", sample: exampleSample(1_000), at: 9_000 });
  expect(times(state)).toEqual([1_000]);
  expect(state.heardAt).toBe(9_000);
});

test("a health report leaves the measurements alone", () => {
  const health = exampleReport({ status: "warning" });
  const state = advance(start, { type: "health", health, at: 2_000 });
  expect(state.snapshot.health).toBe(health);
  expect(times(state)).toEqual([1_000]);
});

test.each(["lost", "paused"] as const)(
  "%s changes nothing but the channel: what is shown only grows old",
  (type) => {
    expect(advance(start, { type })).toEqual({ ...start, channel: type });
  },
);
