import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const DOCUMENT = readFileSync(join(ROOT, "template/docs/failures.md"), "utf8");

const sections = DOCUMENT.split(/^## /m)
  .slice(1)
  .map((section) => ({
    heading: section.slice(0, section.indexOf("\n")),
    rows: [...section.matchAll(/^\| (?!event \|)(.+?) \|(?: <!--.*-->)?$/gm)].map(([, row = ""]) =>
      row.split(" | "),
    ),
  }));

/** The files that a cell names: of the application, or of this repository after "generator:". */
const filesOf = (cell: string) =>
  [...cell.matchAll(/[\w./-]+\.test\.tsx?/g)].map(([file]) =>
    cell.startsWith("generator: ") ? file : `template/${file}`,
  );

test.each(sections)(
  "docs/failures.md, $heading: each event has what happens, what to do and a test",
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
  for (const part of ["Backend", "Database", "Redis", "Cache", "Worker", "Scheduler", "Mail", "Accounts"]) {
    expect(
      headings.some((heading) => heading.startsWith(part)),
      part,
    ).toBe(true);
  }
});

test("each attack in docs/auth.md that a test of the runtime shows names one that there is", () => {
  const attacks = readFileSync(join(ROOT, "template/docs/auth.md"), "utf8");
  const rows = [...attacks.matchAll(/\| `(runtime\/[\w/-]+)`: (.+) \|(?: <!--.*-->)?$/gm)];
  expect(rows.length).toBeGreaterThan(0);
  const missing = rows.filter(
    ([, file, name]) => !readFileSync(join(ROOT, `${file}.test.ts`), "utf8").includes(JSON.stringify(name)),
  );
  expect(missing.map(([row]) => row)).toEqual([]);
});
