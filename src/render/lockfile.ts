import { isRecord } from "../record.ts";
import { compareNames } from "./compare-names.ts";
import { type Flags, flagsOf } from "./lock-flags.ts";
import {
  type Edge,
  edgesOf,
  type LockedPackage,
  type Lockfile,
  linkedFolder,
  resolveFrom,
} from "./lock-graph.ts";
import type { Manifest } from "./manifest.ts";

const flagNames = ["peer", "dev", "optional", "devOptional"] as const;

// npm follows an optional peer only to packages that something else brings.
const brings = (edge: Edge): boolean => !(edge.peer && edge.optional);

function reached(packages: Readonly<Record<string, LockedPackage>>): string[] {
  const seen = new Set<string>([""]);
  for (const path of seen) {
    const linked = linkedFolder(packages, path);
    if (linked !== null) seen.add(linked);
    for (const edge of edgesOf(packages[path] ?? {}).filter(brings)) {
      const target = resolveFrom(packages, path, edge.name);
      if (target !== null) seen.add(target);
    }
  }
  return Object.keys(packages).filter((path) => seen.has(path));
}

const first = [
  "name",
  "version",
  "lockfileVersion",
  "resolved",
  "integrity",
  "requires",
  "packages",
  "dependencies",
];

/** npm sorts the fields of an entry: plain values before objects, a few chosen names first, the others by letter. */
function inNpmOrder(entry: LockedPackage): LockedPackage {
  const rank = (field: string) => (first.includes(field) ? first.indexOf(field) : first.length);
  return Object.fromEntries(
    Object.entries(entry).sort(
      ([one, oneValue], [other, otherValue]) =>
        Number(isRecord(oneValue)) - Number(isRecord(otherValue)) ||
        rank(one) - rank(other) ||
        compareNames(one, other),
    ),
  );
}

function withFlags(locked: LockedPackage, flags: Flags): LockedPackage {
  if (flagNames.every((flag) => (locked[flag] === true) === flags[flag])) return locked;
  const isFlag = (field: string) => flagNames.some((flag) => flag === field);
  const bare = Object.entries(locked).filter(([field]) => !isFlag(field));
  const setFlags = flagNames.filter((flag) => flags[flag]).map((flag) => [flag, true]);
  return inNpmOrder(Object.fromEntries([...bare, ...setFlags]));
}

/** The root entry, which repeats what the manifest asks for. Other fields npm has written in a form of its own. */
function rootEntry(before: LockedPackage, manifest: Manifest): LockedPackage {
  const root: Record<string, unknown> = { ...before };
  for (const field of ["dependencies", "devDependencies"] as const) {
    delete root[field];
    const asked = manifest[field] ?? {};
    if (Object.keys(asked).length > 0) root[field] = inNpmOrder(asked);
  }
  if (manifest.workspaces === undefined) delete root.workspaces;
  else root.workspaces = manifest.workspaces;
  return inNpmOrder(root);
}

/**
 * The lock for a manifest that asks for less than the one it was made for: every version as it was tested, nothing that
 * the manifest does not reach, and flags as npm would set them, so that npm finds nothing to change.
 */
export function pruneLockfile(lockfile: Lockfile, manifest: Manifest): Lockfile {
  const root = rootEntry(lockfile.packages[""] ?? {}, manifest);
  const asked: Readonly<Record<string, LockedPackage>> = { ...lockfile.packages, "": root };
  const paths = reached(asked);
  const packages = Object.fromEntries(paths.map((path) => [path, asked[path] ?? {}]));
  const flags = flagsOf(packages);
  const flagged = paths.map((path) => {
    const locked = packages[path] ?? {};
    return [path, path === "" ? root : withFlags(locked, flags(path))] as const;
  });
  return {
    ...lockfile,
    packages: Object.fromEntries(flagged),
  };
}
