import { existsSync } from "node:fs";
import { join } from "node:path";
import { AegisError } from "../errors.ts";
import { hashOf } from "../hash.ts";
import { isRecord } from "../record.ts";
import type { File, Files } from "../render/file.ts";
import { toJson } from "../render/manifest.ts";
import { readBounded } from "./bounded-read.ts";
import type { Evolution } from "./evolution.ts";
import { readFound } from "./folder.ts";
import { unresolved } from "./merge/line/markers.ts";
import type { Change, Plan } from "./plan.ts";
import { sameFile } from "./same.ts";
import { basePath, statePath } from "./state.ts";
import type { Syntax } from "./syntax/syntax.ts";
import { isInside } from "./transaction/inside.ts";
import { readJournal } from "./transaction/journal.ts";
import { pendingPath } from "./transaction/paths.ts";

/** One file about which its owner has to decide. */
interface Conflict {
  readonly path: string;
  /** How many places are marked in it; 0 when it cannot be marked: it is the owner's, the other one lies beside. */
  readonly places: number;
}

/** A run that stopped with conflicts. What it wrote, and what was there before, is kept until it goes on or is called off. */
export interface Pending {
  readonly command: string;
  /** The version of aegis that the application will be of. */
  readonly aegis: string;
  /** Whether new tables shall get their migrations when it is finished. */
  readonly setsUp: boolean;
  readonly conflicts: readonly Conflict[];
  /** Every path that was written, with a hash of its content, or deleted. */
  readonly written: readonly { readonly path: string; readonly hash: string | null }[];
}

const recordName = "conflicts.json";
const maxRecordBytes = 16 * 1024 * 1024;

/** What has to be kept with the conflicts of an evolution. */
export function besideOf(
  run: Pick<Pending, "command" | "aegis" | "setsUp">,
  { plan, remembered }: Evolution,
): Files {
  const inConflict = plan.filter((change) => change.kind === "conflict");
  const conflicts = inConflict.map(({ path, conflicts: places = 0 }): Conflict => ({ path, places }));
  const written = plan
    .filter(({ kind, conflicts: places = 0 }) => kind !== "keep" && (kind !== "conflict" || places > 0))
    .map(({ path, kind, file }) => ({ path, hash: kind === "delete" ? null : hashOf(file.content) }));
  const record: Pending = { ...run, conflicts, written };
  const unmarked = inConflict.filter(({ conflicts: places = 0 }) => places === 0);
  return new Map([
    [recordName, { content: toJson(record), executable: false }],
    ...[...remembered()].map(([path, file]) => [`held/${path}`, file] as const),
    ...unmarked.map(({ path, file }) => [`theirs/${path}`, file] as const),
  ]);
}

function isPending(read: unknown): read is Pending {
  if (!isRecord(read)) return false;
  const { command, aegis, setsUp, conflicts, written } = read;
  const isConflict = (each: unknown) =>
    isRecord(each) && typeof each.path === "string" && isInside(each.path) && typeof each.places === "number";
  return (
    typeof command === "string" &&
    typeof aegis === "string" &&
    typeof setsUp === "boolean" &&
    Array.isArray(conflicts) &&
    conflicts.every(isConflict) &&
    Array.isArray(written) &&
    written.every((each) => isRecord(each) && typeof each.path === "string" && isInside(each.path))
  );
}

/** The conflicts that wait here, or null. Throws `unfinished-damaged` when they cannot be read. */
export function readPending(folder: string): Pending | null {
  if (!existsSync(join(folder, pendingPath))) return null;
  try {
    const read: unknown = JSON.parse(
      readBounded(join(folder, pendingPath, recordName), maxRecordBytes).toString("utf8"),
    );
    if (isPending(read)) return read;
  } catch {
    // Told below.
  }
  throw new AegisError("unfinished-damaged", {
    message: `${pendingPath} holds a run that stopped with conflicts, and it cannot be read.`,
    hint: `Take the files back with git, and delete ${pendingPath}.`,
    details: { folder },
  });
}

/** Throws `conflicts-pending` while conflicts wait. */
export function requireNoneLeft(folder: string): void {
  const pending = readPending(folder);
  if (pending === null) return;
  const files = pending.conflicts.map(({ path }) => path);
  throw new AegisError("conflicts-pending", {
    message: `"aegis ${pending.command}" stopped with conflicts, and they wait for you: ${files.join(", ")}.`,
    hint: 'Resolve them and run "aegis continue", or take it all back with "aegis abort".',
    details: { command: pending.command, files },
  });
}

function keptOf(folder: string, name: string): File | null {
  const found = readFound(folder, `${pendingPath}/${name}`);
  return typeof found === "string" ? null : found;
}

/** What was there before the run, by path; null where nothing was. */
const oldOf = (folder: string, path: string): File | null => keptOf(folder, `old/${path}`);

/** The marked files in which something is still to be decided, with the lines of the markers. */
export function undecided(folder: string, { conflicts }: Pending): { path: string; lines: number[] }[] {
  return conflicts.flatMap(({ path, places }) => {
    const found = readFound(folder, path);
    if (places === 0 || typeof found === "string" || typeof found.content !== "string") return [];
    const lines = unresolved(found.content);
    return lines.length === 0 ? [] : [{ path, lines }];
  });
}

/**
 * What the run wrote and what is there again as it was before: taken back, with git or by hand. A file that had a
 * conflict may be decided so, unless it is so with all that was written.
 */
export function takenBack(folder: string, { written, conflicts }: Pending): string[] {
  const decided = new Set(conflicts.map(({ path }) => path));
  const back = written.flatMap(({ path }) => {
    const [old, now] = [oldOf(folder, path), readFound(folder, path)];
    const isBack = old === null ? now === "absent" : typeof now !== "string" && sameFile(old, now);
    return isBack ? [path] : [];
  });
  return back.length === written.length ? back : back.filter((path) => !decided.has(path));
}

/** The files that had a conflict and do not parse as they were decided, although they did before. */
export function notParsing(
  folder: string,
  { conflicts }: Pending,
  syntax: Syntax,
): { path: string; line: number; what: string }[] {
  return conflicts.flatMap(({ path }) => {
    const [old, now, grammar] = [oldOf(folder, path), readFound(folder, path), syntax(path)];
    if (grammar === null || typeof now === "string" || typeof now.content !== "string") return [];
    if (typeof old?.content === "string" && grammar.faultOf(old.content) !== null) return [];
    const fault = grammar.faultOf(now.content);
    return fault === null ? [] : [{ path, ...fault }];
  });
}

/** The memory that was held back until the conflicts are resolved, as a plan. */
export function heldMemory(folder: string): Plan {
  return [basePath, statePath].flatMap((path) => {
    const file = keptOf(folder, `held/${path}`);
    return file === null ? [] : [{ path, kind: "replace", file, before: readFound(folder, path) } as const];
  });
}

/** Files without a conflict that the owner edited since the run. */
export function editedSince(folder: string, { written, conflicts }: Pending): string[] {
  const decided = new Set(conflicts.map(({ path }) => path));
  return written.flatMap(({ path, hash }) => {
    const now = readFound(folder, path);
    if (decided.has(path) || typeof now === "string" || hashOf(now.content) === hash) return [];
    const old = oldOf(folder, path);
    return old !== null && sameFile(old, now) ? [] : [path];
  });
}

/** Folders that the run made, the inner one first: they go when taking it back leaves them empty. */
export function foldersMade(folder: string): string[] {
  return (readJournal(folder, pendingPath)?.journal.makes ?? []).toReversed();
}

/** What brings every file back to what it was before the run. */
export function planBack(folder: string, { written }: Pending): Plan {
  return written.flatMap(({ path }): Change[] => {
    const [old, before] = [oldOf(folder, path), readFound(folder, path)];
    if (before === "blocked") return [{ path, kind: "blocked", file: old ?? empty, before }];
    if (old === null) return before === "absent" ? [] : [{ path, kind: "delete", file: before, before }];
    if (before === "absent") return [{ path, kind: "create", file: old, before }];
    return sameFile(old, before) ? [] : [{ path, kind: "replace", file: old, before }];
  });
}

const empty: File = { content: "", executable: false };
