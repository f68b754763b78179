import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { TEMPLATE_TARBALL } from "../../scripts/runtime/pack.ts";
import { readTarball } from "../../src/render/read-tarball.ts";

export const ROOT = join(import.meta.dirname, "../..");
export const RUNTIME = join(ROOT, "runtime");

/** The tarball that the template is installed from, as applications get it. */
export const tarball = readFileSync(join(ROOT, TEMPLATE_TARBALL));
export const packed = readTarball(tarball);

export const manifest: {
  version: string;
  exports: Record<string, string | { types: string; default: string }>;
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
} = JSON.parse(String(packed.get("package.json")));

/** The subpaths that are imported, each with its file. One without declarations is a program: it is run. */
export const modules: ReadonlyMap<string, string> = new Map(
  Object.entries(manifest.exports).flatMap(([subpath, target]) =>
    typeof target === "string" ? [] : [[subpath, target.default] as const],
  ),
);

/** Writes files below a folder. */
export function writeFiles(folder: string, files: ReadonlyMap<string, string | Uint8Array>): void {
  for (const [path, content] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** Makes the libraries that the repository has installed those of an application, each by a link. @param except those left out */
export function linkLibraries(modules: string, except: readonly string[] = []): void {
  mkdirSync(modules, { recursive: true });
  const installed = join(ROOT, "node_modules");
  for (const name of readdirSync(installed)) {
    if (!name.startsWith(".") && !except.includes(name))
      symlinkSync(join(installed, name), join(modules, name));
  }
}
