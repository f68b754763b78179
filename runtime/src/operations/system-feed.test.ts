import { expect, test, vi } from "vitest";
import type { Finding } from "../health/index.ts";
import type { Phase } from "../process/index.ts";
import { createManualMetrics, createTestHealth } from "../testing/index.ts";
import { createSystemFeed, type SystemEvent } from "./system-feed.ts";

function manualFeed() {
  let time = 0;
  let phase: Phase = "running";
  const check = vi.fn((): Finding => ({ status: "healthy", message: "Is well." }));
  const { metrics, tick } = createManualMetrics();
  const health = createTestHealth({
    groups: [{ name: "components", checks: [{ name: "one", critical: true, check }] }],
    now: () => time,
    phase: {
      get current() {
        return phase;
      },
    },
  });
  metrics.start();
  return {
    feed: createSystemFeed(health, metrics),
    check,
    tick: (at: number) => {
      time = at;
      tick();
    },
    drain: () => {
      phase = "draining";
    },
  };
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

test("tells every sample, and a report only when the checks have run anew", async () => {
  const { feed, tick } = manualFeed();
  const heard: SystemEvent["type"][] = [];
  feed.subscribe(({ type }) => heard.push(type));
  for (const at of [0, 2_000, 4_000, 6_000]) {
    tick(at);
    await nextTurn();
  }
  expect(heard).toEqual(["sample", "health", "sample", "sample", "sample", "health"]);
});

test("tells at once that the process no longer wants work", async () => {
  const { feed, tick, drain } = manualFeed();
  const ready: boolean[] = [];
  feed.subscribe((event) => {
    if (event.type === "health") ready.push(event.health.ready);
  });
  tick(0);
  await nextTurn();
  drain();
  tick(2_000);
  await nextTurn();
  expect(ready).toEqual([true, false]);
});

test("many listeners cost one round of checks, none cost nothing", async () => {
  const { feed, tick, check } = manualFeed();
  tick(0);
  await nextTurn();
  expect(check).not.toHaveBeenCalled();
  const leave = [1, 2, 3].map(() => feed.subscribe(() => {}));
  tick(2_000);
  await nextTurn();
  expect(check).toHaveBeenCalledOnce();
  for (const end of leave) end();
  tick(60_000);
  await nextTurn();
  expect(check).toHaveBeenCalledOnce();
});
