import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { aegis, cleanEnvironment, temporaryFolder } from "./command.ts";
import { installNpm } from "./package-managers.ts";
import { pathWith } from "./stand-in.ts";

/** npm builds packages with Python, and finds none that works. */
const NO_PYTHON_SCRIPTS = { python: "exit 127", python3: "exit 127" };

/** Version 10 does not know `allowScripts`; version 11 installs from the lock alone as well. */
test.each([
  ["10.9.4", []],
  ["11.19.1", ["ci"]],
])("npm %s installs an application with SQLite where there is no Python", async (version, again) => {
  const cwd = temporaryFolder();
  // As a command of the machine: aegis looks last into what npm puts into the PATH.
  const npm = `exec node "${installNpm(version)}" "$@"`;
  const PATH = pathWith({ npm, ...NO_PYTHON_SCRIPTS });
  const words = ["init", "shop", "-c", "database", "--yes", "--no-git", "--package-manager", "npm"];
  const { code, stdout, stderr } = await aegis(words, { cwd, env: { PATH } });
  expect(code, stdout + stderr).toBe(0);
  const shop = join(cwd, "shop");
  for (const command of again)
    execFileSync("npm", [command], { cwd: shop, env: { ...cleanEnvironment(), PATH }, stdio: "pipe" });
  const driver = "node_modules/better-sqlite3";
  expect([existsSync(join(shop, driver)), existsSync(join(shop, driver, "build"))]).toEqual([true, false]);
  expect(readFileSync(join(shop, "package-lock.json"), "utf8")).not.toContain("gypfile");
});
