import { expect, test, vi } from "vitest";
import { createManualMetrics } from "../testing/index.ts";
import { createMetrics } from "./create-metrics.ts";
import { MAX_SAMPLES } from "./sample.ts";

test("nothing is sampled before the start and after the stop; what was sampled stays", async () => {
  const { metrics, tick } = createManualMetrics();
  const part = metrics.part();
  tick();
  expect(metrics.history()).toEqual([]);
  await part.start?.();
  tick();
  tick();
  expect(metrics.history().map(({ at }) => at)).toEqual([4_000, 6_000]);
  await part.stop?.(AbortSignal.timeout(1_000));
  tick();
  expect(metrics.history()).toHaveLength(2);
});

test("keeps the last five minutes, oldest first", () => {
  const { metrics, tick } = createManualMetrics();
  metrics.start();
  for (let count = 0; count < MAX_SAMPLES + 10; count++) tick();
  const history = metrics.history();
  expect(history).toHaveLength(MAX_SAMPLES);
  expect(history[0]?.at).toBe(11 * 2_000);
  expect(history.at(-1)?.at).toBe((MAX_SAMPLES + 10) * 2_000);
});

test("its history is a copy, so no reader can change what another one sees", () => {
  const { metrics, tick } = createManualMetrics();
  metrics.start();
  tick();
  metrics.history().length = 0;
  expect(metrics.history()).toHaveLength(1);
});

test("a listener hears every sample until it leaves", () => {
  const { metrics, tick } = createManualMetrics();
  metrics.start();
  const heard: number[] = [];
  const leave = metrics.subscribe(({ at }) => heard.push(at));
  tick();
  leave();
  tick();
  expect(heard).toEqual([2_000]);
});

test("starting twice samples once", () => {
  const every = vi.fn(() => () => {});
  const metrics = createMetrics({ every });
  metrics.start();
  metrics.start();
  metrics.stop();
  expect(every).toHaveBeenCalledOnce();
});

test("the real timer does not keep the process alive", () => {
  const metrics = createMetrics();
  const before = process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  metrics.start();
  const after = process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  metrics.stop();
  expect(after).toBe(before);
});
