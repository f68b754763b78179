import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { AegisError, systemCode } from "../../errors.ts";
import { hashOf } from "../../hash.ts";
import { type File, type Files, sameContent } from "../../render/file.ts";
import { type Found, factsOf, readFound } from "../folder.ts";
import { dropProcessNames, isAlive, processName, requireNoOtherProcess } from "./busy.ts";
import type { Journal, Step } from "./journal.ts";
import { pendingPath, writingPath } from "./paths.ts";

/** One file as it shall be: null when it shall not be there. */
export interface Work {
  readonly path: string;
  readonly before: Found;
  readonly after: File | null;
}

export const stagedNew = (folder: string, path: string) => join(folder, writingPath, "new", path);
export const stagedOld = (folder: string, path: string) => join(folder, writingPath, "old", path);

// Beside the stage, each with the number of its process: a stage comes and goes in one step.
const opening = ".aegis/opening-";
const closing = ".aegis/closing-";
const leftover = /^(?:opening|closing)-(\d+)$/;

function removeAround(folder: string): void {
  try {
    rmdirSync(dirname(join(folder, writingPath)));
  } catch {
    // The application's memory is in it, as it should be.
  }
}

/** Takes away what was prepared, and the folder of ours around it when nothing else is in it. */
export function clearStage(folder: string): void {
  const aside = join(folder, `${closing}${process.pid}`);
  try {
    rmSync(aside, { recursive: true, force: true });
    renameSync(join(folder, writingPath), aside);
  } catch (error) {
    if (systemCode(error) !== "ENOENT") throw error;
  }
  rmSync(aside, { recursive: true, force: true });
  removeAround(folder);
}

/** Takes away what killed processes left beside the stage. */
export function clearLeftovers(folder: string): void {
  const around = dirname(join(folder, writingPath));
  if (factsOf(around)?.isDirectory() !== true) return;
  dropProcessNames(join(folder, pendingPath));
  for (const name of readdirSync(around)) {
    const pid = leftover.exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    rmSync(join(around, name), { recursive: true, force: true });
  }
}

/** Begins a run: from here on it is the only one. Throws `project-busy` while there is another. */
export function openStage(folder: string): void {
  const around = dirname(join(folder, writingPath));
  const facts = factsOf(around);
  if (facts !== null && !facts.isDirectory()) {
    throw new AegisError("paths-blocked", {
      message: `${around} is not a folder of its own.`,
      hint: "Move it away: aegis does not follow links.",
      details: { paths: [".aegis"] },
    });
  }
  mkdirSync(around, { recursive: true });
  clearLeftovers(folder);
  const prepared = join(folder, `${opening}${process.pid}`);
  try {
    mkdirSync(prepared);
    writeFileSync(join(prepared, ".gitignore"), "*\n");
    writeFileSync(join(prepared, processName), `${process.pid}\n`);
    // A folder that is not empty is never replaced: of two only one gets the name, and no process sees it half-written.
    renameSync(prepared, join(folder, writingPath));
  } catch (error) {
    rmSync(prepared, { recursive: true, force: true });
    removeAround(folder);
    const isThere = factsOf(join(folder, writingPath)) !== null;
    if (!isThere) throw error;
    requireNoOtherProcess(folder);
    throw new AegisError("run-unfinished", {
      message: "A run of aegis was stopped half-way here.",
      hint: 'Run "aegis status": it finishes or undoes that run, and says which.',
      details: { folder },
    });
  }
}

const sameFound = (one: Found, other: Found): boolean =>
  typeof one === "string" || typeof other === "string" ? one === other : sameContent(one, other);

function requireUnchanged(folder: string, { path, before }: Work): void {
  if (sameFound(readFound(folder, path), before)) return;
  throw new AegisError("changed-meanwhile", {
    message: `${path} was changed while aegis was running.`,
    hint: "Nothing was written: run the command again.",
    details: { path },
  });
}

/** Executable as asked, and otherwise as open or closed as what it replaces. */
function modeFor(place: string, file: File): number {
  const mode = lstatSync(place).mode & 0o666;
  return file.executable ? mode | ((mode & 0o444) >> 2) : mode;
}

function stageOne(folder: string, work: Work): void {
  const { path, before, after } = work;
  const place = join(folder, path);
  requireUnchanged(folder, work);
  if (before !== "absent") mkdirSync(dirname(stagedOld(folder, path)), { recursive: true });
  // What is deleted is moved there, in one step; what is replaced must not be gone for a moment.
  if (after === null) return;
  if (before !== "absent") copyFileSync(place, stagedOld(folder, path));
  const staged = stagedNew(folder, path);
  mkdirSync(dirname(staged), { recursive: true });
  writeFileSync(staged, after.content, { flag: "wx", mode: after.executable ? 0o755 : 0o644 });
  if (before !== "absent") chmodSync(staged, modeFor(place, after));
}

function above(path: string): string[] {
  const folders: string[] = [];
  for (let each = dirname(path); each !== "."; each = dirname(each)) folders.unshift(each);
  return folders;
}

/**
 * Prepares everything beside the files that it will change: the new text, and a copy of what it replaces. A disk that
 * is full says so here. The stage must be open. Answers with the steps that are left to take; `leaves` are the folders that only we filled; `beside` is kept with it, for as long as it is.
 */
export function stage(
  folder: string,
  work: readonly Work[],
  leaves: readonly string[],
  beside: Files = new Map(),
): Pick<Journal, "steps" | "makes" | "leaves"> {
  for (const [path, { content }] of beside) {
    const place = join(folder, writingPath, path);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, content);
  }
  for (const each of work) stageOne(folder, each);
  const steps = work.map(({ path, before, after }): Step => {
    const was = typeof before === "string" ? null : hashOf(before.content);
    if (after === null) return { path, does: "delete", was };
    return { path, does: before === "absent" ? "create" : "replace", was };
  });
  const wanted = new Set(work.filter(({ after }) => after !== null).flatMap(({ path }) => above(path)));
  const makes = [...wanted].filter((each) => !existsSync(join(folder, each)));
  return { steps, makes, leaves };
}
