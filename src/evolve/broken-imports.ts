import { dirname, join } from "node:path/posix";
import type { Found } from "./folder.ts";
import { type Plan, pathsOf } from "./plan.ts";

/** A file that stays although it imports files that go. */
export interface BrokenImport {
  readonly path: string;
  /** The files that go. */
  readonly imports: readonly string[];
}

/** How code names what it imports. */
export const specifiers = /\b(?:from|import)\s*\(?\s*["']([^"'\n]+)["']/g;

/** The file of the application that an import in `path` names; null for a package. */
export function importedPath(path: string, specifier: string): string | null {
  if (specifier.startsWith("#app/")) return specifier.slice(1);
  return specifier.startsWith(".") ? join(dirname(path), specifier) : null;
}

/**
 * Which files no longer compile once the plan was carried out, because something deletes what they import. Only an
 * owner's lines can: what is written together fits together. Files in conflict are left out, they are looked at anyway.
 *
 * @param sources the paths of all code of the application
 */
export function brokenImports(
  plan: Plan,
  sources: () => readonly string[],
  ours: (path: string) => Found,
): BrokenImport[] {
  const gone = new Set(pathsOf(plan, "delete"));
  if (gone.size === 0) return [];
  const undecided = new Set(pathsOf(plan, "conflict"));
  const written = new Map(plan.filter(({ kind }) => kind !== "keep").map(({ path, file }) => [path, file]));
  return sources().flatMap((path) => {
    if (gone.has(path) || undecided.has(path)) return [];
    const file = written.get(path) ?? ours(path);
    if (typeof file === "string" || typeof file.content !== "string") return [];
    const named = [...file.content.matchAll(specifiers)].map(([, specifier = ""]) =>
      importedPath(path, specifier),
    );
    const imports = named.filter((each): each is string => each !== null && gone.has(each));
    return imports.length === 0 ? [] : [{ path, imports: [...new Set(imports)] }];
  });
}
