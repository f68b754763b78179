import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect, test } from "vitest";
import { aegis, cleanEnvironment, temporaryFolder } from "./command.ts";

/** The commands of this machine in one folder, without Python, which npm builds packages with. */
function commandsWithoutPython(): string {
  const commands = temporaryFolder();
  const linked = new Set<string>();
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder.startsWith("/usr"));
  for (const folder of [...folders, "/bin"].filter((each) => existsSync(each))) {
    for (const name of readdirSync(folder)) {
      if (/^(?:python|node$|npm$|npx$)/.test(name) || linked.has(name)) continue;
      linked.add(name);
      symlinkSync(join(folder, name), join(commands, name));
    }
  }
  return commands;
}

/** One version of npm, in a folder for the PATH. */
function installNpm(version: string): string {
  const folder = temporaryFolder();
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ private: true, dependencies: { npm: version } }),
  );
  execFileSync("npm", ["install", "--no-audit", "--no-fund"], {
    cwd: folder,
    env: cleanEnvironment(),
    stdio: "pipe",
  });
  return join(folder, "node_modules/.bin");
}

/** Version 10 does not know `allowScripts`; version 11 installs from the lock alone as well. */
test.each([
  ["10.9.4", []],
  ["11.19.1", ["ci"]],
])("npm %s installs an application with SQLite where there is no Python", async (version, again) => {
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, "node"));
  symlinkSync(process.execPath, join(cwd, "node/node"));
  const PATH = [installNpm(version), join(cwd, "node"), commandsWithoutPython()].join(delimiter);
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
