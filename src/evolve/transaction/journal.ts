import { existsSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AegisError, systemCode } from "../../errors.ts";
import { readBounded } from "../bounded-read.ts";
import { isInside } from "./inside.ts";
import { writingPath } from "./paths.ts";

const maxJournalBytes = 16 * 1024 * 1024;
const STEP_KINDS = ["create", "replace", "delete"] as const;

/** What is done to one file. */
export interface Step {
  readonly path: string;
  readonly does: (typeof STEP_KINDS)[number];
  /** Of what was there when the step was prepared; null for nothing. */
  readonly was: string | null;
}

/** What becomes of the prepared folder when all steps are taken, and of conflicts that are waiting. */
export type Ending = "done" | "hold" | "release";

export interface Journal {
  /** The command as a person types it, to be named when another one has to finish it. */
  readonly command: string;
  readonly steps: readonly Step[];
  /** Folders that the steps make, the outer one first. */
  readonly makes: readonly string[];
  /** Folders that go when the steps leave them empty, the inner one first. */
  readonly leaves: readonly string[];
  /** done: nothing is left · hold: it is kept, since conflicts wait · release: the conflicts that waited are over */
  readonly ending: Ending;
}

/** From this name on a run is finished by the next command; from the second one it is undone. */
const names = { forward: "journal.json", back: "undoing.json" } as const;
export type Direction = keyof typeof names;

const placeOf = (folder: string, direction: Direction, within: string = writingPath) =>
  join(folder, within, names[direction]);

/** The moment from which on the steps will be taken, whatever happens to this process. */
export function commitJournal(folder: string, journal: Journal): void {
  const place = placeOf(folder, "forward");
  writeFileSync(`${place}.part`, JSON.stringify(journal, null, 2));
  renameSync(`${place}.part`, place);
}

/** The moment from which on the steps will be taken back. */
export function turnBack(folder: string): void {
  renameSync(placeOf(folder, "forward"), placeOf(folder, "back"));
}

export function dropJournal(folder: string): void {
  for (const direction of ["forward", "back"] as const) rmSync(placeOf(folder, direction), { force: true });
}

function damaged(folder: string, cause?: unknown): AegisError {
  return new AegisError(
    "unfinished-damaged",
    {
      message: `${join(folder, writingPath)} holds a run that was stopped half-way, and its journal cannot be read.`,
      hint: "Take the files back with git, and delete that folder.",
      details: { folder },
    },
    cause,
  );
}

const isList = (value: unknown, of: (item: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(of);

const isPath = (value: unknown): boolean => typeof value === "string" && isInside(value);

// It lies in a folder that anything can write into: nothing in it may lead out of the application.
function isJournal(value: unknown): value is Journal {
  if (typeof value !== "object" || value === null) return false;
  const { command, steps, makes, leaves, ending } = value as Partial<Record<keyof Journal, unknown>>;
  const isStep = (step: unknown) =>
    typeof step === "object" &&
    step !== null &&
    "path" in step &&
    isPath(step.path) &&
    "does" in step &&
    STEP_KINDS.some((kind) => kind === step.does) &&
    "was" in step &&
    (step.was === null || typeof step.was === "string");
  return (
    typeof command === "string" &&
    isList(steps, isStep) &&
    isList(makes, isPath) &&
    isList(leaves, isPath) &&
    ["done", "hold", "release"].includes(String(ending))
  );
}

/** The journal of a run that did not end, and which way it was going; null when there is none. */
export function readJournal(
  folder: string,
  within: string = writingPath,
): { journal: Journal; direction: Direction } | null {
  const direction = existsSync(placeOf(folder, "back", within)) ? "back" : "forward";
  let read: unknown;
  try {
    read = JSON.parse(readBounded(placeOf(folder, direction, within), maxJournalBytes).toString("utf8"));
  } catch (error) {
    if (systemCode(error) === "ENOENT" || systemCode(error) === "ENOTDIR") return null;
    throw damaged(folder, error);
  }
  if (!isJournal(read)) throw damaged(folder);
  return { journal: read, direction };
}
