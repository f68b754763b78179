import { expect, test } from "vitest";
import { finding } from "./finding.ts";

test.each([
  ["heapUsed", 41_474_304, "39.6 MiB"],
  ["share", 0.093, "9.3 %"],
  ["p99", 15.5, "15.5 ms"],
  ["uptime", 192, "3 min 12 s"],
  ["waiting", 12_000, "12\u202f000"],
  ["limited", false, "no"],
  ["file", "data/app.db", "data/app.db"],
  ["p99", null, "–"],
])("%s of %o is shown as %s", (name, value, text) => {
  expect(finding(name, value)).toBe(text);
});
