import { expect, test } from "vitest";
import { computeBusyShare, readCpuTimes } from "./cpu.ts";

test("the share is what was busy of what passed", () => {
  expect(computeBusyShare({ busy: 100, total: 1_000 }, { busy: 400, total: 2_000 })).toBe(0.3);
});

test("no time passed, or counters that ran backwards, make no share", () => {
  const reading = { busy: 100, total: 1_000 };
  expect(computeBusyShare(reading, reading)).toBe(0);
  expect(computeBusyShare(reading, { busy: 50, total: 2_000 })).toBe(0);
});

test("this machine has cores that have worked", () => {
  const { busy, total } = readCpuTimes();
  expect(busy).toBeGreaterThan(0);
  expect(total).toBeGreaterThanOrEqual(busy);
});
