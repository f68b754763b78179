import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const GUIDES_FOLDER = join(ROOT, "runtime/docs");
const FAILURES = readFileSync(join(GUIDES_FOLDER, "failures.md"), "utf8");
const ATTACKS = readFileSync(join(GUIDES_FOLDER, "auth.md"), "utf8");

const sections = FAILURES.split(/^## /m)
  .slice(1)
  .map((section) => ({
    heading: section.slice(0, section.indexOf("\n")),
    rows: [...section.matchAll(/^\| (?!event \|)(.+?) \|$/gm)].map(([, row = ""]) => row.split(" | ")),
  }));

/** The files that a cell names, from the root of this repository. */
const filesOf = (cell: string) => [...cell.matchAll(/[\w./-]+\.test\.tsx?/g)].map(([file]) => file);

test.each(sections)(
  "the guide of failures, $heading: each event has what happens, what to do and a test",
  ({ rows }) => {
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      expect(row, row.join(" | ")).toHaveLength(4);
      const files = filesOf(row[3] ?? "");
      expect(files.length, row.join(" | ")).toBeGreaterThan(0);
      expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
    }
  },
);

test("each component and service with failures has its section", () => {
  const headings = sections.map(({ heading }) => heading);
  for (const part of [
    "Backend",
    "Database",
    "Redis",
    "Cache",
    "Worker",
    "Scheduler",
    "Mail",
    "Accounts",
    "AI",
  ]) {
    expect(
      headings.some((heading) => heading.startsWith(part)),
      part,
    ).toBe(true);
  }
});

test("each attack in the guide of accounts names a test that there is", () => {
  const rows = [...ATTACKS.matchAll(/\| `([\w/-]+)`: `(.+)` \|$/gm)];
  const table = /^\| attack \|.*\n(\|.*\n)+/m.exec(ATTACKS)?.[0] ?? "";
  // The first two lines are the heading.
  expect(rows).toHaveLength(table.trimEnd().split("\n").length - 2);
  expect(rows.length).toBeGreaterThan(40);
  const missing = rows.filter(
    ([, file, name]) => !readFileSync(join(ROOT, `${file}.test.ts`), "utf8").includes(JSON.stringify(name)),
  );
  expect(missing.map(([row]) => row)).toEqual([]);
});
