import type { Catalog } from "../stack/entry.ts";
import { everyClaim, stays } from "./owner.ts";

/** As much of a package.json as the render reads. Everything else passes through untouched. */
export interface Manifest {
  readonly [field: string]: unknown;
  readonly name?: string;
  readonly version?: string;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly workspaces?: readonly string[];
  readonly allowScripts?: Readonly<Record<string, boolean>>;
}

export const claimedFields = ["dependencies", "devDependencies", "scripts"] as const;

type Named = Readonly<Record<string, unknown>>;

function without(record: Named, dropped: ReadonlySet<string>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !dropped.has(name)));
}

/** The names in a field that some claim mentions and none of those claims keeps. What no part claims stays. */
function droppedFrom(
  field: (typeof claimedFields)[number],
  catalog: Catalog,
  facts: ReadonlySet<string>,
): Set<string> {
  const claims = everyClaim(catalog);
  const claimed = new Set(claims.flatMap(({ claim }) => claim[field] ?? []));
  const kept = new Set(
    claims.filter((owned) => stays(owned, facts)).flatMap(({ claim }) => claim[field] ?? []),
  );
  return new Set([...claimed].filter((name) => !kept.has(name)));
}

/**
 * The manifest with only what a stack with these facts claims, in the order of the template.
 * An install script stays allowed for as long as its package is there.
 */
export function pruneManifest(manifest: Manifest, catalog: Catalog, facts: ReadonlySet<string>): Manifest {
  const pruned: Record<string, unknown> = { ...manifest };
  const gone = new Set<string>();
  for (const field of claimedFields) {
    const before = manifest[field];
    if (before === undefined) continue;
    const dropped = droppedFrom(field, catalog, facts);
    pruned[field] = without(before, dropped);
    if (field !== "scripts") for (const name of dropped) gone.add(name);
  }
  if (manifest.allowScripts !== undefined) {
    const allowed = without(manifest.allowScripts, gone);
    if (Object.keys(allowed).length === 0) delete pruned.allowScripts;
    else pruned.allowScripts = allowed;
  }
  return pruned;
}

/** JSON as npm writes it. */
export function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
