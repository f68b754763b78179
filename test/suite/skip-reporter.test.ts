import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { PLATFORM_CASES } from "./platform-cases.ts";
import { unexpectedSkips } from "./unexpected-skips.ts";

const ROOT = join(import.meta.dirname, "../..");

function runWithReporter(text: string, ...words: string[]) {
  mkdirSync(join(ROOT, ".work"), { recursive: true });
  const folder = mkdtempSync(join(ROOT, ".work/skips-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "some.test.ts"), `import { test } from "vitest";\n${text}\n`);
  const reporter = join(import.meta.dirname, "skip-reporter.ts");
  const program = join(ROOT, "node_modules/vitest/vitest.mjs");
  const args = [program, "run", "--root", folder, "--reporter", "default", "--reporter", reporter, ...words];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  return { status, stderr };
}

test("a run with a skipped test fails and names it", () => {
  const { status, stderr } = runWithReporter(
    `test("runs", () => {}); test.${"skip"}("is left out", () => {});`,
  );
  expect(status).toBe(1);
  expect(stderr).toContain("1 tests were skipped");
  expect(stderr).toContain("some.test.ts > is left out");
});

test("a run without one passes, and so does one of chosen tests", () => {
  expect(runWithReporter('test("runs", () => {});').status).toBe(0);
  expect(runWithReporter('test("one", () => {}); test("two", () => {});', "-t", "one").status).toBe(0);
});

test("cases of the platform may be skipped", () => {
  const [known] = PLATFORM_CASES;
  const { file = "", name = "" } = known ?? {};
  expect(unexpectedSkips([{ file, name: `group > ${name}` }])).toEqual([]);
  expect(unexpectedSkips([{ file, name: "another test" }])).toHaveLength(1);
});
