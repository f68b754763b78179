import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { RUNTIME_NAME } from "../src/runtime.ts";
import { packIntoTemplate } from "./runtime/pack.ts";

// npm reads the manifest of a packed dependency only when the lockfile does not have it. So after a change of
// runtime/package.json its entry is removed and written anew.
const repository = fileURLToPath(new URL("..", import.meta.url));
const template = join(repository, "template");
const path = join(template, "package-lock.json");
const entry = `node_modules/${RUNTIME_NAME}`;

interface Lock {
  packages: Record<string, { version?: string; integrity?: string }>;
}
const readLock = (): Lock => JSON.parse(readFileSync(path, "utf8"));
const writeLock = (lock: Lock) => writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);

await packIntoTemplate(repository);
const before = readLock();
// Its own libraries as well, and other versions of them that lie where they belong: npm would leave them below the runtime,
// where the package is replaced after each change of its sources.
const { dependencies }: { dependencies: Record<string, string> } = JSON.parse(
  readFileSync(join(repository, "runtime/package.json"), "utf8"),
);
const misplaced = Object.entries(dependencies)
  .filter(([name, version]) => before.packages[`node_modules/${name}`]?.version !== version)
  .map(([name]) => `node_modules/${name}`);
for (const path of Object.keys(before.packages)) {
  const isMisplaced = misplaced.some((place) => path === place || path.endsWith(`/${place}`));
  if (path === entry || path.startsWith(`${entry}/`) || isMisplaced) delete before.packages[path];
}
writeLock(before);
execFileSync(
  "npm",
  ["install", "--package-lock-only", "--no-audit", "--no-fund", "--omit-lockfile-registry-resolved"],
  {
    cwd: template,
    stdio: "inherit",
    shell: process.platform === "win32",
  },
);
const after = readLock();
// The tarball's bytes change with every change of the runtime, and its name in an application says which they are.
delete after.packages[entry]?.integrity;
writeLock(after);
