import { expect, test } from "vitest";
import { keptLines } from "./gaps.ts";

/** Lines as they are, with "-" for one that is dropped. */
function kept(...lines: string[]): string[] {
  const keeping = keptLines();
  for (const line of lines) {
    if (line === "-") keeping.drop();
    else keeping.keep(line);
  }
  return keeping.text().split("\n");
}

test.each([
  [
    ["a", "-", "b"],
    ["a", "b"],
  ],
  [
    ["a", "", "-", "", "b"],
    ["a", "", "b"],
  ],
  [
    ["a", "", "-", "-", "", "b"],
    ["a", "", "b"],
  ],
  [
    ["a", "", "-", "", "-", "", "b"],
    ["a", "", "b"],
  ],
  [
    ["a {", "-", "", "b"],
    ["a {", "b"],
  ],
  [
    ["call(", "-", "", "b"],
    ["call(", "b"],
  ],
  [
    ["b", "", "-", "}"],
    ["b", "}"],
  ],
  [
    ["b", "", "-", "  ]);"],
    ["b", "  ]);"],
  ],
  [["-", "", "a"], ["a"]],
  [
    ["a", "", "", "b"],
    ["a", "", "", "b"],
  ],
  [
    ["a {", "", "b"],
    ["a {", "", "b"],
  ],
])("%j becomes %j", (lines, left) => {
  expect(kept(...lines)).toEqual(left);
});
