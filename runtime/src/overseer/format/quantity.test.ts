import { expect, test } from "vitest";
import { formatBytes, formatMilliseconds, formatNumber, formatShare, inWords } from "./quantity.ts";

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [1_000, "1.0 KiB"],
  [1_024, "1.0 KiB"],
  [9_728, "9.5 KiB"],
  [1_048_576, "1.0 MiB"],
  [134_217_728, "128 MiB"],
  [2_684_354_560, "2.5 GiB"],
  [2 ** 63, "8192 PiB"],
])("%d bytes are %s", (amount, text) => {
  expect(inWords(formatBytes(amount))).toBe(text);
});

test.each([
  [0, "0.0 %"],
  [0.1234, "12.3 %"],
  [0.9996, "100 %"],
  [1.5, "150 %"],
])("a share of %d is %s", (share, text) => {
  expect(inWords(formatShare(share))).toBe(text);
});

test.each([
  [0, "0.0 ms"],
  [2.34, "2.3 ms"],
  [99.96, "100 ms"],
  [2_000, "2.0 s"],
])("%d milliseconds are %s", (amount, text) => {
  expect(inWords(formatMilliseconds(amount))).toBe(text);
});

test.each([
  [0, "0"],
  [999, "999"],
  [-1_000, "-1\u202f000"],
  [1_487_835_136, "1\u202f487\u202f835\u202f136"],
  [1_234.5, "1\u202f234.5"],
])("%d is written %s", (amount, text) => {
  expect(formatNumber(amount)).toBe(text);
});
