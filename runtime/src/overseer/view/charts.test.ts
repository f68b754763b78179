import { expect, test } from "vitest";
import { createCpuCheck, createEventLoopCheck, createMemoryCheck } from "../../health/index.ts";
import { type Chart, PROCESS_CHARTS, readingOf } from "./charts.ts";
import { exampleSample } from "./health.fixture.ts";

const chart: Chart = {
  name: "Response time",
  hint: "",
  read: (sample) => sample.requestDuration,
  format: (value) => ({ value: String(value), unit: "" }),
  top: 100,
};
const samples = (...durations: (number | null)[]) =>
  durations.map((requestDuration, index) => exampleSample(index, { requestDuration }));

test("a reading is the latest value between the least and the most", () => {
  expect(readingOf(chart, samples(20, 5, 60))).toEqual({ latest: 60, least: 5, most: 60, top: 100 });
});

test("what was not measured is not zero", () => {
  expect(readingOf(chart, samples(20, null))).toEqual({ latest: null, least: 20, most: 20, top: 100 });
  expect(readingOf(chart, [])).toEqual({ latest: null, least: null, most: null, top: 100 });
});

test.each([
  [100, 100],
  [101, 200],
  [420, 500],
  [640, 800],
  [810, 1_000],
])("when %d does not fit, the edge moves to %d", (value, top) => {
  expect(readingOf(chart, samples(value)).top).toBe(top);
});

test.each([
  ["Machine CPU", (cpu: number) => createCpuCheck({ history: () => [exampleSample(0, { cpu })] })],
  [
    "Machine memory",
    (share: number) => createMemoryCheck(() => ({ used: share * 1e9, total: 1e9, limited: false }), "linux"),
  ],
  [
    "Event loop delay",
    (eventLoopDelay: number) =>
      createEventLoopCheck({ history: () => [exampleSample(0, { eventLoopDelay })] }),
  ],
])("the line in %s lies where its check begins to warn", async (name, checkOf) => {
  const threshold = PROCESS_CHARTS.find((candidate) => candidate.name === name)?.threshold ?? 0;
  const statusAt = async (value: number) => (await checkOf(value).check(AbortSignal.timeout(1_000))).status;
  expect(await statusAt(threshold * 1.001)).toBe("warning");
  expect(await statusAt(threshold * 0.999)).toBe("healthy");
});
