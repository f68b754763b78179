import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readEnvironmentFile } from "./environment-file.ts";

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "environment-"));
  file = join(folder, ".env");
});
afterEach(() => {
  vi.unstubAllEnvs();
  for (const name of ["TEST_FILE_ONE", "TEST_FILE_TWO"]) delete process.env[name];
  rmSync(folder, { recursive: true });
});

test("a file adds what the process was not started with", () => {
  vi.stubEnv("TEST_FILE_ONE", "from outside");
  writeFileSync(file, "# comment\nTEST_FILE_ONE=inside\n\nexport TEST_FILE_TWO='two\nlines'\n");
  expect(readEnvironmentFile(file)).toEqual({ names: new Set(["TEST_FILE_TWO"]), faults: [] });
  expect(process.env.TEST_FILE_ONE).toBe("from outside");
  expect(process.env.TEST_FILE_TWO).toBe("two\nlines");
});

test("no file is no fault", () => {
  expect(readEnvironmentFile(file)).toEqual({ names: new Set(), faults: [] });
});

test("a line that Node would pass over is a fault that does not repeat the line", () => {
  writeFileSync(file, 'TEST_FILE_ONE="a\nb"\nhunter2\nTEST_FILE_TWO: x\n');
  expect(readEnvironmentFile(file).faults).toEqual([
    ".env: line 3 is neither NAME=value nor a comment.",
    ".env: line 4 is neither NAME=value nor a comment.",
  ]);
});

test("a folder in its place is a sentence", () => {
  mkdirSync(file);
  expect(readEnvironmentFile(file).faults).toEqual([".env: cannot be read (it is a folder)."]);
});

test.skipIf(process.getuid?.() === 0 || process.platform === "win32")(
  "so is a file without permission",
  () => {
    writeFileSync(file, "TEST_FILE_ONE=1");
    chmodSync(file, 0o000);
    expect(readEnvironmentFile(file).faults).toEqual([".env: cannot be read (no permission)."]);
  },
);
