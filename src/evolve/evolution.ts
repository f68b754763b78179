import { AegisError } from "../errors.ts";
import { type Files, sameContent } from "../render/file.ts";
import { type Found, foldersAbove } from "./folder.ts";
import { mergedLock } from "./lock/merged-lock.ts";
import { mergeFile } from "./merge/merge-file.ts";
import { outcome } from "./outcome.ts";
import { type Change, type Merge, type Plan, pathsOf, planChanges } from "./plan.ts";
import type { Project } from "./project.ts";
import { sameFile } from "./same.ts";
import { lockPath, remember, type State, stateText } from "./state.ts";
import { noSyntax, type Syntax } from "./syntax/syntax.ts";
import { keepingPackages } from "./uses/kept-packages.ts";

/** Everything that would become of an application when it is written anew, complete, before any of it is done. */
export interface Evolution {
  readonly plan: Plan;
  /** Whether the application will remember something new. */
  readonly isNew: boolean;
  /** What it will remember. Packed when asked for, which takes its time. */
  readonly remembered: () => Files;
  /** What of that is to be written: last, or, with conflicts, when they are resolved. */
  readonly memory: () => Plan;
  /** Folders that only we filled and that go when they are empty, the inner one first. */
  readonly leaves: readonly string[];
}

/** The folders that only we filled and that a plan leaves empty, the inner one first. */
export function leavesOf(plan: Plan, theirs: Files): string[] {
  const used = new Set([...theirs.keys()].flatMap(foldersAbove));
  const left = new Set(pathsOf(plan, "delete").flatMap(foldersAbove));
  return [...left]
    .filter((folder) => !used.has(folder))
    .sort((one, other) => other.split("/").length - one.split("/").length);
}

const without = (files: Files, path: string): Files => new Map([...files].filter(([each]) => each !== path));

const sameFiles = (one: Files, other: Files): boolean =>
  one.size === other.size &&
  [...one].every(([path, file]) => {
    const same = other.get(path);
    return same !== undefined && sameFile(file, same);
  });

/** What it takes for these files to be there. */
export function planFor(files: Files, ours: (path: string) => Found): Plan {
  return [...files].flatMap(([path, file]): Change[] => {
    const before = ours(path);
    if (typeof before !== "string" && sameFile(before, file)) return [];
    return [{ path, kind: before === "absent" ? "create" : "replace", file, before }];
  });
}

/** What an evolution starts from. */
type Memory = Pick<Project, "base" | "state" | "notes">;

function sameMemory({ base, state, notes }: Memory, rendered: Files, now: State): boolean {
  return sameFiles(base, rendered) && stateText(state, notes) === stateText(now, notes);
}

/** Throws `paths-blocked`. */
export function requireFree(plan: Plan): void {
  const blocked = pathsOf(plan, "blocked");
  if (blocked.length === 0) return;
  throw new AegisError("paths-blocked", {
    message: `A folder or a link stands where a file belongs: ${blocked.join(", ")}.`,
    hint: "Nothing was written: move it away and run the command again.",
    details: { paths: blocked },
  });
}

/** The paths that both the template and the owner changed: those of which two texts have to become one. */
export function changedByBoth(base: Files, rendered: Files, ours: (path: string) => Found): string[] {
  return [...rendered].flatMap(([path, file]) => {
    const before = base.get(path);
    if (path === lockPath || (before !== undefined && sameFile(before, file))) return [];
    const found = ours(path);
    if (typeof found === "string" || sameContent(found, file)) return [];
    return before !== undefined && sameContent(found, before) ? [] : [path];
  });
}

/**
 * Adding, removing and updating are this one operation: what was written last time, what would be written now, and
 * what the owner has made of it, merged file by file. Pure: nothing is written. Throws `paths-blocked`.
 *
 * @param syntax reads the languages of the paths that `changedByBoth` names, so that no merge leaves what does not parse
 * @param kept packages that stay in package.json although they are written no longer: from now on they are the owner's
 */
export function evolve(
  project: Memory,
  ours: (path: string) => Found,
  rendered: Files,
  state: State,
  syntax: Syntax = noSyntax,
  kept: ReadonlySet<string> = new Set(),
): Evolution {
  const theirs = without(keepingPackages(project.base, rendered, kept), lockPath);
  const merge: Merge = (path, texts) => mergeFile(path, texts, syntax);
  const plan = planChanges({ base: without(project.base, lockPath), theirs, ours }, merge);
  requireFree(plan);
  const manifest = outcome(plan, "package.json", ours);
  const isDecided = !pathsOf(plan, "conflict").includes("package.json");
  const lock = isDecided ? mergedLock(project.base, ours(lockPath), rendered, manifest) : [];
  const isNew = !sameMemory(project, rendered, state);
  const remembered = () => remember(rendered, state, project.notes);
  return {
    plan: [...plan, ...lock],
    isNew,
    remembered,
    memory: () => (isNew ? planFor(remembered(), ours) : []),
    leaves: leavesOf(plan, theirs),
  };
}
