import { satisfies, validRange } from "semver";
import { compareNames } from "../../render/compare-names.ts";
import {
  edgesOf,
  type LockedPackage,
  type Lockfile,
  linkedFolder,
  resolveFrom,
} from "../../render/lock-graph.ts";
import { pruneLockfile } from "../../render/lockfile.ts";
import type { Manifest } from "../../render/manifest.ts";

type Packages = Readonly<Record<string, LockedPackage>>;

export interface Locks {
  /** As it was written last time; null where that is not known. */
  readonly base: Lockfile | null;
  readonly theirs: Lockfile;
  readonly ours: Lockfile;
  /** What the owner and the template ask for, merged. */
  readonly manifest: Manifest;
}

/** Where a package of the outcome comes from: a graph in which everything that it asks for is found. */
interface Source {
  readonly packages: Packages;
  readonly path: string;
}

const isSame = (one: LockedPackage | undefined, other: LockedPackage | undefined): boolean =>
  one?.version === other?.version && one?.integrity === other?.integrity;

/**
 * The owner's package wherever it is one of his own; everything else as the template was tested. What only came with
 * an earlier template is left out here: a package that still needs it requests it.
 */
function chosen(path: string, base: Packages | null, theirs: Packages, ours: Packages): Source | null {
  const [mine, tested] = [ours[path], theirs[path]];
  const isOwn = mine !== undefined && !isSame(mine, tested) && !isSame(mine, base?.[path]);
  if (isOwn) return { packages: ours, path };
  return tested === undefined ? null : { packages: theirs, path };
}

/** What a range does not say (a folder, a repository, an alias) counts as right: npm looks again. */
function fits(locked: LockedPackage, range: string): boolean {
  if (typeof locked.version !== "string" || validRange(range) === null) return true;
  return satisfies(locked.version, range, { includePrerelease: true });
}

function rangesOf(locked: LockedPackage): Map<string, string> {
  return new Map(
    [
      locked.devDependencies,
      locked.peerDependencies,
      locked.dependencies,
      locked.optionalDependencies,
    ].flatMap((asked) => Object.entries(asked ?? {})),
  );
}

/** The package that an asking one needs, in the graph that it comes from, or in any that has one that fits. */
function wanted(from: Source, name: string, range: string, others: readonly Packages[]): Source | null {
  for (const packages of [from.packages, ...others]) {
    const start = packages === from.packages ? from.path : "";
    const path = resolveFrom(packages, start, name);
    const found = path === null ? undefined : packages[path];
    if (path !== null && found !== undefined && fits(found, range)) return { packages, path };
  }
  return null;
}

/** Where a package is laid so that the asking one finds it: where it was, when that is free and near enough. */
function placeFor(packages: Record<string, LockedPackage>, at: string, name: string, source: Source): string {
  const nested = at === "" ? `node_modules/${name}` : `${at}/node_modules/${name}`;
  if (source.path in packages) return nested;
  const there = { ...packages, [source.path]: source.packages[source.path] ?? {} };
  return resolveFrom(there, at, name) === source.path ? source.path : nested;
}

/**
 * The lock for an application that both sides have changed. Every package that the owner locked by himself keeps its
 * version, what the template brings has the versions that were tested, and where the two want the same name in
 * different versions each finds its own. What no side has locked is left out, for npm to complete.
 */
export function mergeLock({ base, theirs, ours, manifest }: Locks): Lockfile {
  const paths = new Set([...Object.keys(theirs.packages), ...Object.keys(ours.packages)]);
  paths.delete("");
  const sources = new Map<string, Source>();
  for (const path of paths) {
    const source = chosen(path, base?.packages ?? null, theirs.packages, ours.packages);
    if (source !== null) sources.set(path, source);
  }
  const packages: Record<string, LockedPackage> = {};
  for (const [path, { packages: from, path: at }] of sources) packages[path] = from[at] ?? {};
  const { dependencies, devDependencies, optionalDependencies, peerDependencies } = manifest;
  const asked = { dependencies, devDependencies, optionalDependencies, peerDependencies };
  const own = Object.fromEntries(
    Object.entries({ name: manifest.name, version: manifest.version, ...asked }).filter(
      ([, value]) => value !== undefined,
    ),
  );
  const root: LockedPackage = { ...theirs.packages[""], ...own };
  packages[""] = root;
  sources.set("", { packages: { ...ours.packages, "": root }, path: "" });

  const queue = [""];
  const seen = new Set(queue);
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    const from = sources.get(at);
    if (from === undefined) continue;
    const linked = linkedFolder(packages, at);
    if (linked !== null && !seen.has(linked)) {
      seen.add(linked);
      queue.push(linked);
    }
    const ranges = rangesOf(packages[at] ?? {});
    for (const { name, peer } of edgesOf(packages[at] ?? {})) {
      const range = ranges.get(name) ?? "*";
      let target = resolveFrom(packages, at, name);
      if (!peer && (target === null || !fits(packages[target] ?? {}, range))) {
        const source = wanted(from, name, range, [ours.packages, theirs.packages]);
        if (source === null) continue;
        target = placeFor(packages, at, name, source);
        packages[target] = source.packages[source.path] ?? {};
        sources.set(target, source);
        seen.delete(target);
      }
      if (target !== null && !seen.has(target)) {
        seen.add(target);
        queue.push(target);
      }
    }
  }
  const { name, version } = manifest;
  const named = { ...theirs, ...(name && { name }), ...(version && { version }) };
  return pruneLockfile({ ...named, packages: inOrder(packages) }, manifest);
}

function inOrder(packages: Packages): Packages {
  return Object.fromEntries(Object.entries(packages).sort(([one], [other]) => compareNames(one, other)));
}
