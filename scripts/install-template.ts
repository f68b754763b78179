import { spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isInstalledFrom, replaceInstalled } from "./runtime/installed.ts";
import { packIntoTemplate, TEMPLATE_TARBALL } from "./runtime/pack.ts";

// The template is an application of its own, with its own lockfile. It is installed again only when that has changed, and
// of a runtime that was packed again only that package is replaced, as npm would.
const repository = fileURLToPath(new URL("..", import.meta.url));
const template = join(repository, "template");

function changedAt(path: string): number {
  return statSync(`${template}/${path}`, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

await packIntoTemplate(repository);
const tarball = readFileSync(join(repository, TEMPLATE_TARBALL));

if (changedAt("node_modules/.package-lock.json") < changedAt("package-lock.json")) {
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], {
    cwd: template,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  process.exitCode = status ?? 1;
} else if (!isInstalledFrom(tarball, template)) replaceInstalled(tarball, template);
