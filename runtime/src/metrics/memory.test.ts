import { totalmem } from "node:os";
import { expect, test } from "vitest";
import { type MemorySource, readMemory } from "./memory.ts";

const GIB = 2 ** 30;
const machine: MemorySource = {
  limit: () => 18_446_744_073_709_552_000,
  machine: () => 16 * GIB,
  available: () => 12 * GIB,
  reclaimable: () => 5 * GIB,
};

test("without a container's limit the machine's memory counts", () => {
  expect(readMemory(machine)).toEqual({ used: 4 * GIB, total: 16 * GIB, limited: false });
  expect(readMemory({ ...machine, limit: () => 0 }).limited).toBe(false);
});

test("in a container its limit counts, and file cache does not count as used", () => {
  const container = { ...machine, limit: () => 2 * GIB, available: () => GIB / 2, reclaimable: () => GIB };
  expect(readMemory(container)).toEqual({ used: GIB / 2, total: 2 * GIB, limited: true });
});

test("never less than nothing is in use", () => {
  const container = { ...machine, limit: () => GIB, available: () => GIB, reclaimable: () => GIB };
  expect(readMemory(container).used).toBe(0);
});

test("this machine has memory, some of it in use", () => {
  const { used, total } = readMemory();
  expect(used).toBeGreaterThan(0);
  expect(total).toBeGreaterThan(used);
  expect(total).toBeLessThanOrEqual(totalmem());
});
