import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { fileURLToPath } from "node:url";

// The template is an application of its own, with its own lockfile. Installed again only when that has changed.
const template = fileURLToPath(new URL("../template", import.meta.url));

function changedAt(path: string): number {
  return statSync(`${template}/${path}`, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

if (changedAt("node_modules/.package-lock.json") < changedAt("package-lock.json")) {
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], {
    cwd: template,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  process.exitCode = status ?? 1;
}
