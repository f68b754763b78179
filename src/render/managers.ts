import type { PackageManager } from "../stack/stack.ts";
import type { Manifest } from "./manifest.ts";

const pnpmWorkspace = (allowed: readonly string[]) =>
  [
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

/** The files by which a manager other than npm is told what package.json tells npm. */
export function managerFiles(manager: PackageManager, manifest: Manifest): ReadonlyMap<string, string> {
  const allowed = Object.keys(manifest.allowScripts ?? {});
  if (manager === "pnpm") return new Map([["pnpm-workspace.yaml", pnpmWorkspace(allowed)]]);
  if (manager === "yarn") return new Map([[".yarnrc.yml", yarnSettings]]);
  return new Map();
}

/** The manifest in the manager's own words: `allowScripts` is npm's. */
export function manifestFor(manager: PackageManager, manifest: Manifest): Manifest {
  if (manager === "npm" || manifest.allowScripts === undefined) return manifest;
  const { allowScripts, ...rest } = manifest;
  return manager === "bun" ? { ...rest, trustedDependencies: Object.keys(allowScripts) } : rest;
}
