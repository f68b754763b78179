import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const PITFALL_COUNT = 29;

/** A test file and the titles that follow it, up to the next file. */
const REFERENCE = /`([^`\s]+\.(?:test|fixture)\.ts|[^`\s]+\/describe-[\w-]+\.ts)`([^`]*)/g;
const TITLE = /"([^"]+)"/g;

const rows = readFileSync(join(ROOT, "docs/pitfalls.md"), "utf8")
  .split("\n")
  .flatMap((line) => {
    const [, number, , shownBy] = /^\| (\d+) \| (.+?) \| (.+) \|$/.exec(line) ?? [];
    return number === undefined || shownBy === undefined ? [] : [{ number: Number(number), shownBy }];
  });

test("docs/pitfalls.md has a row for each of the pitfalls, once and in order", () => {
  expect(rows.map(({ number }) => number)).toEqual(
    Array.from({ length: PITFALL_COUNT }, (_, index) => index + 1),
  );
});

test("each test that docs/pitfalls.md names exists, in the file that it names", () => {
  const named = rows.flatMap(({ shownBy }) =>
    [...shownBy.matchAll(REFERENCE)].flatMap(([, file = "", titles = ""]) => {
      const found = [...titles.matchAll(TITLE)].map(([, title = ""]) => ({ file, title }));
      return found.length > 0 ? found : [{ file, title: "no title" }];
    }),
  );
  expect(named.length).toBeGreaterThan(PITFALL_COUNT);
  const missing = named.filter(({ file, title }) => {
    const path = join(ROOT, file);
    const text = existsSync(path) ? readFileSync(path, "utf8") : "";
    return !text.includes(`"${title}"`) && !text.includes(`\`${title}\``);
  });
  expect(missing).toEqual([]);
});
