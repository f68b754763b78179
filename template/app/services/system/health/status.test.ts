import { expect, test } from "vitest";
import { type HealthStatus, isWell, statusOf, worst } from "./status.ts";

const critical = (status: HealthStatus) => ({ status, critical: true });
const optional = (status: HealthStatus) => ({ status, critical: false });

test("the worst of statuses, healthy of none", () => {
  expect(worst(["info", "unhealthy", "warning"])).toBe("unhealthy");
  expect(worst([])).toBe("healthy");
});

test("the worst critical child wins", () => {
  expect(statusOf([critical("healthy"), critical("unhealthy"), critical("warning")])).toBe("unhealthy");
});

test("a child that is not critical can warn, never turn its parent unhealthy", () => {
  expect(statusOf([critical("healthy"), optional("unhealthy")])).toBe("warning");
  expect(statusOf([critical("healthy"), optional("warning")])).toBe("warning");
});

test("a remark does not colour the parent", () => {
  expect(statusOf([critical("info"), optional("info")])).toBe("healthy");
  expect(isWell("info")).toBe(true);
  expect(isWell("warning")).toBe(false);
});
