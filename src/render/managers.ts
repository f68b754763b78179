import type { PackageManager } from "../stack/stack.ts";
import type { Manifest } from "./manifest.ts";
import { workspaceFor } from "./vendored-runtime.ts";

const pnpmWorkspace = (allowed: readonly string[], packages: readonly string[]) =>
  [
    ...(packages.length === 0 ? [] : ["packages:", ...packages.map((folder) => `  - ${folder}`)]),
    "# An install script runs only where its package is named here; nothing else waits for one.",
    "strictDepBuilds: false",
    ...(allowed.length === 0 ? [] : ["allowBuilds:", ...allowed.map((name) => `  ${name}: true`)]),
    "",
  ].join("\n");

const yarnSettings = [
  "# Node and the tools of this application look for packages in node_modules.",
  "nodeLinker: node-modules",
  "",
].join("\n");

/** The packages whose install scripts run. npm alone has to be told of those that must not: it would build what is there built. */
const allowedIn = ({ allowScripts = {} }: Manifest): readonly string[] =>
  Object.keys(allowScripts).filter((name) => allowScripts[name]);

/** The files that hold for another manager what package.json holds for npm. */
export function managerFiles(manager: PackageManager, manifest: Manifest): ReadonlyMap<string, string> {
  const allowed = allowedIn(manifest);
  const { workspaces = [] } = manifest;
  if (manager === "pnpm") return new Map([["pnpm-workspace.yaml", pnpmWorkspace(allowed, workspaces)]]);
  if (manager === "yarn") return new Map([[".yarnrc.yml", yarnSettings]]);
  return new Map();
}

/** The manifest in the manager's own words: `allowScripts` and the way to name a workspace are npm's. */
export function manifestFor(manager: PackageManager, manifest: Manifest): Manifest {
  const own = workspaceFor(manager, manifest);
  if (manager === "npm" || own.allowScripts === undefined) return own;
  const { allowScripts, ...rest } = own;
  const trusted = allowedIn({ allowScripts });
  return manager === "bun" && trusted.length > 0 ? { ...rest, trustedDependencies: trusted } : rest;
}
