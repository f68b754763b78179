import { expect, test } from "vitest";
import { combineStatuses, findWorstStatus, type HealthStatus, isPassing } from "./status.ts";

const critical = (status: HealthStatus) => ({ status, critical: true });
const optional = (status: HealthStatus) => ({ status, critical: false });

test("the worst of statuses, healthy of none", () => {
  expect(findWorstStatus(["info", "unhealthy", "warning"])).toBe("unhealthy");
  expect(findWorstStatus([])).toBe("healthy");
});

test("the worst critical child wins", () => {
  expect(combineStatuses([critical("healthy"), critical("unhealthy"), critical("warning")])).toBe(
    "unhealthy",
  );
});

test("a child that is not critical can warn, never turn its parent unhealthy", () => {
  expect(combineStatuses([critical("healthy"), optional("unhealthy")])).toBe("warning");
  expect(combineStatuses([critical("healthy"), optional("warning")])).toBe("warning");
});

test("a remark does not colour the parent", () => {
  expect(combineStatuses([critical("info"), optional("info")])).toBe("healthy");
  expect(isPassing("info")).toBe(true);
  expect(isPassing("warning")).toBe(false);
});
