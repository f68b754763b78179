import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PackageManager } from "../stack/stack.ts";
import { deniedScripts } from "./packages.ts";
import { run } from "./run.ts";

export interface Importing {
  readonly folder: string;
  readonly manager: PackageManager;
  /** npm's lock for this application, with every version as it was tested. */
  readonly lockfile: () => string;
  readonly signal: AbortSignal;
}

/**
 * Installs with a lock that says of packages that they are not to be built: they come built, and npm would need Python for it. npm before 11.16 does not know `allowScripts`, and reads
 * what the packages themselves say of it only where it has no lock. What it writes afterwards does not have that.
 */
async function installUnbuilt<Result>(folder: string, install: () => Promise<Result>): Promise<Result> {
  const place = join(folder, "package-lock.json");
  if (!existsSync(place)) return install();
  const lock = readFileSync(place, "utf8");
  const marked = deniedScripts(folder).reduce(
    (text, name) => text.replaceAll(`node_modules/${name}": {`, '$&\n"gypfile": false,'),
    lock,
  );
  if (marked === lock) return install();
  try {
    writeFileSync(place, marked);
    return await install();
  } finally {
    if (readFileSync(place, "utf8") === marked) writeFileSync(place, lock);
  }
}

/**
 * Installs with the versions of npm's lock where the manager can take them over: bun does so by itself when it has no
 * lock yet, pnpm when told to. Yarn cannot; its direct dependencies are as exact as package.json has them. npm's lock
 * is gone afterwards, whatever happens: two locks in one folder would drift apart.
 */
export async function installFromLock<Result>(
  importing: Importing,
  install: () => Promise<Result>,
): Promise<Result> {
  const { folder, manager, lockfile, signal } = importing;
  // Without a lock of its own yarn takes an application below another project for a part of that one.
  if (manager === "yarn") writeFileSync(join(folder, "yarn.lock"), "", { flag: "a" });
  const place = join(folder, "package-lock.json");
  if (manager === "npm") return installUnbuilt(folder, install);
  if (manager === "yarn" || existsSync(place)) return install();
  try {
    writeFileSync(place, lockfile());
    // When it fails, the install that follows says better why.
    if (manager === "pnpm") await run("pnpm", ["import"], { folder, signal });
    return await install();
  } finally {
    rmSync(place, { force: true });
  }
}
