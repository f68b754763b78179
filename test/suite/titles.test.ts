import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const SCRIPT = join(ROOT, "scripts/list-titles.ts");

/** Titles of the tests before code moved into the runtime, each with the words that it has since. */
const REWORDED: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(join(import.meta.dirname, "reworded-titles.json"), "utf8"),
);

/** Titles that an expression chooses, which the list does not see. */
const BUILT_TITLES = ["passes its own tests"];

const titleOf = (line: string): string => line.split(" > ").at(-1) ?? "";

/** How often each title occurs: a test that moved has its title in another file. */
function countTitles(lines: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const title of lines.map(titleOf)) counts.set(title, (counts.get(title) ?? 0) + 1);
  return counts;
}

const linesIn = (text: string): string[] => text.split("\n").filter((line) => line !== "");

test("no test that there was before code moved into the runtime is gone", () => {
  const { stdout, status } = spawnSync(process.execPath, [SCRIPT], { cwd: ROOT, encoding: "utf8" });
  expect(status).toBe(0);
  const now = countTitles(linesIn(stdout));
  const before = countTitles(
    linesIn(readFileSync(join(import.meta.dirname, "titles-before-runtime.txt"), "utf8")),
  );
  expect(before.size).toBeGreaterThan(1_600);
  const lost = [...before].filter(
    ([title, count]) => !BUILT_TITLES.includes(title) && (now.get(REWORDED[title] ?? title) ?? 0) < count,
  );
  expect(lost).toEqual([]);
});
