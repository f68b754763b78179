import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { findExecutable } from "./executable.ts";

test("on Windows a command is looked up by the extensions that count as commands there", () => {
  const folder = mkdtempSync(join(tmpdir(), "executable-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const name of ["npm", "npm.CMD", "git.EXE"]) {
    writeFileSync(join(folder, name), "");
    chmodSync(join(folder, name), 0o755);
  }
  const environment = { PATH: folder };
  expect(findExecutable("npm", environment, "win32")).toBe(join(folder, "npm.CMD"));
  expect(findExecutable("npm", environment, "linux")).toBe(join(folder, "npm"));
  expect(findExecutable("git", { ...environment, PATHEXT: ".CMD" }, "win32")).toBeNull();
  expect(findExecutable("git", { ...environment, PATHEXT: ".COM;.EXE" }, "win32")).toBe(
    join(folder, "git.EXE"),
  );
});
