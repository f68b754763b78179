import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

const NODE_MODULES = /[\\/]node_modules[\\/]/;

/** The package manager that an application is kept with. */
export type PackageManager = "npm" | "pnpm" | "yarn" | "bun";

const MANAGER_BY_LOCKFILE: Readonly<Record<string, PackageManager>> = {
  "pnpm-lock.yaml": "pnpm",
  "yarn.lock": "yarn",
  "bun.lock": "bun",
};

const BINARY_PREFIX: Readonly<Record<PackageManager, string>> = {
  npm: "npx",
  pnpm: "pnpm exec",
  yarn: "yarn exec",
  bun: "bunx",
};

/**
 * The package manager of the application that a script belongs to, by the lockfile beside its package.json.
 *
 * @param script the path of the script; by default the one that this process was started with
 * @returns npm where no other manager's lockfile is found
 */
export function findPackageManager(script: string = process.argv[1] ?? ""): PackageManager {
  // A tool that runs the application's code, such as vitest, lies below its folder.
  const [outside = ""] = script.split(NODE_MODULES);
  for (
    let folder = outside === script ? dirname(script) : outside;
    folder !== dirname(folder);
    folder = dirname(folder)
  ) {
    if (!existsSync(join(folder, "package.json"))) continue;
    const found = Object.entries(MANAGER_BY_LOCKFILE).find(([name]) => existsSync(join(folder, name)));
    return found?.[1] ?? "npm";
  }
  return "npm";
}

/** How a script of the application is called: "npm run worker" for "worker", "npm start" for "start". */
export function formatScript(script: string, manager: PackageManager = findPackageManager()): string {
  // `bun start` is a command of Bun.
  return script === "start" && manager !== "bun" ? `${manager} start` : `${manager} run ${script}`;
}

/** How the application's own command is called: "npx my-app health" for "my-app health". */
export const formatCommand = (words: string, manager: PackageManager = findPackageManager()): string =>
  `${BINARY_PREFIX[manager]} ${words}`;

/** A text written for npm, such as a guide, with the commands of another manager. Packages that npx only fetches stay with it. */
export const replaceNpmCommands = (text: string, manager: PackageManager = findPackageManager()): string =>
  text
    .replaceAll(/\bnpx (?!aegis-stack\b)/g, `${BINARY_PREFIX[manager]} `)
    .replaceAll(
      /\bnpm (?:run )?(start|dev|build|worker|scheduler|db:generate)\b/g,
      (_words, script: string) => formatScript(script, manager),
    );
