import { literal } from "../literal.ts";
import { holdsText } from "../stack/condition.ts";
import type { Catalog, Claim } from "../stack/entry.ts";

/** A claim with the entry that makes it; null for what is in every application. */
export interface Owned {
  readonly owner: string | null;
  readonly claim: Claim;
}

/** Every claim of the catalog with whose it is. */
export function everyClaim(catalog: Catalog): Owned[] {
  return [
    ...catalog.core.map((claim) => ({ owner: null, claim })),
    ...catalog.entries.flatMap((entry) => entry.claims.map((claim) => ({ owner: entry.name, claim }))),
  ];
}

/** Whether what is claimed stays in a stack with these facts. */
export function stays(owned: Owned, facts: ReadonlySet<string>): boolean {
  return (owned.owner === null || facts.has(owned.owner)) && holdsText(owned.claim.when, facts);
}

/** Whether a path is one of those that a claim names. */
export function matcher(pattern: string): (path: string) => boolean {
  if (!pattern.includes("*")) {
    return pattern.endsWith("/") ? (path) => path.startsWith(pattern) : (path) => path === pattern;
  }
  const source = pattern.split("*").map(literal);
  const form = new RegExp(`^${source.join("[^/]*")}${pattern.endsWith("/") ? "" : "$"}`);
  return (path) => form.test(path);
}

/**
 * Answers who owns a path of the template: those claims whose pattern is the most exact one (the longest) that matches.
 * More than one, or none, is a fault of the catalog.
 */
export function ownership(catalog: Catalog): (path: string) => Owned[] {
  const patterns = everyClaim(catalog)
    .flatMap((owned) =>
      (owned.claim.paths ?? []).map((pattern) => ({ owned, pattern, matches: matcher(pattern) })),
    )
    .sort((one, other) => other.pattern.length - one.pattern.length);
  return (path) => {
    const longest = patterns.find(({ matches }) => matches(path))?.pattern.length;
    return patterns
      .filter(({ pattern, matches }) => pattern.length === longest && matches(path))
      .map(({ owned }) => owned);
  };
}
