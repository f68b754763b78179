import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isRecord } from "../record.ts";

function manifestAt(folder: string): unknown {
  try {
    return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  } catch {
    return null;
  }
}

/** The folder and those around it, the innermost first: where Node looks for packages. */
export function foldersAround(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...foldersAround(parent)];
}

/** The folder of the workspace that this one lies in, and which keeps its lock; the folder itself outside of one. */
export function workspaceOf(folder: string): string {
  const [, ...around] = foldersAround(folder);
  const isWorkspace = (place: string) => {
    const manifest = manifestAt(place);
    return (isRecord(manifest) && "workspaces" in manifest) || existsSync(join(place, "pnpm-workspace.yaml"));
  };
  return around.find(isWorkspace) ?? folder;
}

/** The manifest of an installed package as Node would find it, hoisted ones included; null where there is none. */
export function installedManifest(folder: string, name: string): Record<string, unknown> | null {
  for (const place of foldersAround(folder)) {
    const manifest = manifestAt(join(place, "node_modules", name));
    if (isRecord(manifest)) return manifest;
  }
  return null;
}

function fieldAt(folder: string, field: string): Record<string, unknown> {
  const manifest = manifestAt(folder);
  const value = isRecord(manifest) ? manifest[field] : null;
  return isRecord(value) ? value : {};
}

/** What package.json asks for, by field. */
export const askedFor = (folder: string, field: "dependencies" | "devDependencies"): string[] =>
  Object.keys(fieldAt(folder, field));

/** The packages whose install scripts package.json denies. */
export const deniedScripts = (folder: string): string[] =>
  Object.entries(fieldAt(folder, "allowScripts")).flatMap(([name, isAllowed]) =>
    isAllowed === false ? [name] : [],
  );
