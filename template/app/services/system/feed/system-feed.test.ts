import { expect, test, vi } from "vitest";
import type { Phase } from "#app/core/lifecycle/phase.ts";
import type { Finding } from "#app/services/system/health/check.ts";
import { HealthService } from "#app/services/system/health/health-service.ts";
import { metricsByHand } from "#app/services/system/metrics/metrics-by-hand.fixture.ts";
import { type SystemEvent, SystemFeed } from "./system-feed.ts";

function feedByHand() {
  let time = 0;
  let phase: Phase = "running";
  const check = vi.fn((): Finding => ({ status: "healthy", message: "Is well." }));
  const { metrics, tick } = metricsByHand();
  const health = new HealthService({
    groups: [{ name: "components", checks: [{ name: "one", critical: true, check }] }],
    now: () => time,
    phase: () => phase,
  });
  metrics.start();
  return {
    feed: new SystemFeed(health, metrics),
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
  const { feed, tick } = feedByHand();
  const heard: SystemEvent["type"][] = [];
  feed.subscribe(({ type }) => heard.push(type));
  for (const at of [0, 2_000, 4_000, 6_000]) {
    tick(at);
    await nextTurn();
  }
  expect(heard).toEqual(["sample", "health", "sample", "sample", "sample", "health"]);
});

test("tells at once that the process no longer wants work", async () => {
  const { feed, tick, drain } = feedByHand();
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
  const { feed, tick, check } = feedByHand();
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
