import { AegisError } from "../errors.ts";
import { suggestion } from "../stack/nearest.ts";
import { type PackageManager, packageManagers } from "../stack/stack.ts";

function known(name: string): PackageManager | undefined {
  return packageManagers.find((manager) => manager === name);
}

/**
 * The manager that was asked for, or else the one that started this command (npx, pnpm dlx, …), or else npm.
 * Throws `package-manager-unknown`.
 */
export function choosePackageManager(
  given: string | undefined,
  userAgent: string | undefined,
): PackageManager {
  if (given === undefined) return known(userAgent?.split("/")[0] ?? "") ?? "npm";
  const manager = known(given.toLowerCase());
  if (manager !== undefined) return manager;
  throw new AegisError("package-manager-unknown", {
    message: `"${given}" is not a package manager that aegis knows.`,
    hint: `${suggestion(given, packageManagers)}Choose one of ${packageManagers.join(", ")}.`,
    details: { given, allowed: packageManagers },
  });
}

/** How a script of package.json is run, as a person types it. */
export function runScript(manager: PackageManager, script: string): string {
  const short = script === "start" || script === "test";
  if (manager === "npm") return short ? `npm ${script}` : `npm run ${script}`;
  return manager === "bun" ? `bun run ${script}` : `${manager} ${script}`;
}

/** How the command of a package that is not installed is run, as its users type it. */
export function runPackage(manager: PackageManager): string {
  if (manager === "npm") return "npx";
  return manager === "bun" ? "bunx" : `${manager} dlx`;
}

/** What makes a manager install the development packages, too, whatever the environment or its configuration says. */
const withDevelopment: Readonly<Record<PackageManager, readonly string[]>> = {
  npm: ["--include=dev"],
  pnpm: ["--prod=false"],
  yarn: [],
  bun: [],
};

/** What lets a manager write its lock where the environment says CI: there it would refuse what has just changed. */
const withChangedLock: Readonly<Record<PackageManager, readonly string[]>> = {
  npm: [],
  pnpm: ["--no-frozen-lockfile"],
  yarn: ["--no-immutable"],
  bun: [],
};

/** The command that installs what package.json asks for, said so that a program can follow it. */
export function installCommand(manager: PackageManager): { command: string; args: readonly string[] } {
  // At this level npm names each package as it arrives.
  const loud = manager === "npm" ? ["--no-audit", "--no-fund", "--loglevel=http"] : [];
  return {
    command: manager,
    args: ["install", ...withDevelopment[manager], ...withChangedLock[manager], ...loud],
  };
}

/** The same as a person types it; `forProduction`: in a shell that would leave the development packages out. */
export function installLine(manager: PackageManager, forProduction: boolean): string {
  return [manager, "install", ...(forProduction ? withDevelopment[manager] : [])].join(" ");
}

/** Yarn puts a package's own commands first while it installs it, and Node's would then have to install itself. */
export function canPinNode(manager: PackageManager): boolean {
  return manager !== "yarn";
}
