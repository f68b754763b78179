import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";

const PRELOAD = join(import.meta.dirname, "preload.cjs");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "preload-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

/** Runs a script after the preload, which it writes below the folder. */
function runScript(path: string, { cwd = folder, started = path } = {}) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), "export {};");
  if (started !== path) symlinkSync(join(folder, path), join(folder, started));
  return spawnSync(process.execPath, ["--require", PRELOAD, join(folder, started)], {
    cwd,
    encoding: "utf8",
  });
}

test.each([
  ["20.19.0", 1],
  ["22.21.9", 1],
  ["22.22.0", 0],
  ["24.0.0", 0],
])("on Node %s its version check ends with %i", (version, exitCode) => {
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      "-e",
      `Object.defineProperty(process, "versions", { value: { node: "${version}" } }); require(${JSON.stringify(PRELOAD)});`,
    ],
    { cwd: folder, encoding: "utf8" },
  );
  expect(status).toBe(exitCode);
  if (exitCode === 1) expect(stderr).toContain(`needs Node 22.22 or later, and this is Node ${version}.`);
});

test("compiled code is kept in the application of the script, wherever it is started", () => {
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  mkdirSync(join(folder, "elsewhere"));
  const cwd = join(folder, "elsewhere");
  expect(runScript("app/entrypoints/web.ts", { cwd }).status).toBe(0);
  expect(existsSync(join(folder, "data/compiled"))).toBe(true);
  expect(existsSync(join(cwd, "data"))).toBe(false);
});

test("so it is for a command that is a link, and for the script of a library", () => {
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  const cwd = mkdtempSync(join(tmpdir(), "preload-"));
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
  expect(runScript("app/cli/bin.js", { cwd, started: "shop" }).status).toBe(0);
  expect(existsSync(join(folder, "data/compiled"))).toBe(true);
  rmSync(join(folder, "data"), { recursive: true });
  mkdirSync(join(folder, "node_modules/library"), { recursive: true });
  writeFileSync(join(folder, "node_modules/library/package.json"), "{}");
  expect(runScript("node_modules/library/child.mjs", { cwd }).status).toBe(0);
  expect(existsSync(join(folder, "data/compiled"))).toBe(true);
  expect(existsSync(join(folder, "node_modules/library/data"))).toBe(false);
});
