import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { findPackageManager, formatCommand, formatScript } from "./own-commands.ts";

/** The path of a script in an application with this lockfile. */
function scriptBeside(lockfile: string): string {
  const folder = mkdtempSync(join(tmpdir(), "commands-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "package.json"), "{}");
  writeFileSync(join(folder, lockfile), "");
  mkdirSync(join(folder, "app/entrypoints"), { recursive: true });
  return join(folder, "app/entrypoints/web.ts");
}

test.each([
  ["package-lock.json", "npm run worker", "npx my-app db migrate"],
  ["pnpm-lock.yaml", "pnpm run worker", "pnpm exec my-app db migrate"],
  ["yarn.lock", "yarn run worker", "yarn exec my-app db migrate"],
  ["bun.lock", "bun run worker", "bunx my-app db migrate"],
])("beside %s the commands are `%s` and `%s`", (lockfile, script, command) => {
  const manager = findPackageManager(scriptBeside(lockfile));
  expect(formatScript("worker", manager)).toBe(script);
  expect(formatCommand("my-app db migrate", manager)).toBe(command);
  expect(formatScript("start", manager)).toBe(manager === "bun" ? "bun run start" : `${manager} start`);
});

test("a tool in node_modules is the application's, too", () => {
  const script = scriptBeside("bun.lock");
  expect(findPackageManager(join(script, "../../../node_modules/vitest/dist/workers/forks.js"))).toBe("bun");
});

test("a lockfile above the application is not its own, and a script without a package has npm", () => {
  const script = scriptBeside("pnpm-lock.yaml");
  writeFileSync(join(script, "../../package.json"), "{}");
  expect(findPackageManager(script)).toBe("npm");
  expect(findPackageManager("")).toBe("npm");
});
