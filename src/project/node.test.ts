import { expect, test } from "vitest";
import { isTooOld, machineNode } from "./node.ts";

test.each(["20.12.0", "20.20.2", "22.21.9", "v18.0.0"])("Node %s is too old", (version) => {
  expect(isTooOld(version)).toBe(true);
});

test.each(["22.22.0", "22.23.1", "24.0.0", "v26.1.0"])("Node %s is not", (version) => {
  expect(isTooOld(version)).toBe(false);
});

test("no Node at all counts as too old", () => {
  expect(isTooOld(null)).toBe(true);
});

test("the machine's Node is a version", async () => {
  expect(await machineNode()).toMatch(/^\d+\.\d+\.\d+$/);
});
