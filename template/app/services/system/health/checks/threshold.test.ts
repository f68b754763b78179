import { expect, test } from "vitest";
import { bytes, judge, percent } from "./threshold.ts";

test("a warning comes at four fifths of what is too much", () => {
  expect(judge(0.71, 0.9)).toBe("healthy");
  expect(judge(0.73, 0.9)).toBe("warning");
  expect(judge(0.9, 0.9)).toBe("unhealthy");
});

test("shares and sizes as a person reads them", () => {
  expect(percent(0.456)).toBe("46 %");
  expect([0, 1, 1_023, 1_536, 20 * 2 ** 20, 1.5 * 2 ** 30, 3 * 2 ** 50].map(bytes)).toEqual([
    "0 B",
    "1 B",
    "1023 B",
    "1.5 KiB",
    "20 MiB",
    "1.5 GiB",
    "3072 TiB",
  ]);
});
