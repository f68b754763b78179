import { expect, test } from "vitest";
import { formatBytes, formatPercent } from "./format.ts";

test("shares and sizes as a person reads them", () => {
  expect(formatPercent(0.456)).toBe("46 %");
  expect([0, 1, 1_023, 1_536, 20 * 2 ** 20, 1.5 * 2 ** 30, 3 * 2 ** 50].map(formatBytes)).toEqual([
    "0 B",
    "1 B",
    "1023 B",
    "1.5 KiB",
    "20 MiB",
    "1.5 GiB",
    "3072 TiB",
  ]);
});
