import { existsSync, mkdirSync, readFileSync, renameSync, rmdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { AegisError } from "../../errors.ts";
import { hashOf } from "../../hash.ts";
import { dropProcessNames } from "./busy.ts";
import { dropJournal, type Journal, type Step, turnBack } from "./journal.ts";
import { pendingPath, writingPath } from "./paths.ts";
import { clearStage, stagedNew, stagedOld } from "./stage.ts";

function isTaken(folder: string, { path, does }: Step): boolean {
  return does === "delete" ? !existsSync(join(folder, path)) : !existsSync(stagedNew(folder, path));
}

/** What was changed between the preparation and now is never overwritten. */
function requireAsPrepared(folder: string, { path, was }: Step): void {
  const place = join(folder, path);
  const isThere = existsSync(place);
  if (was === null ? !isThere : isThere && hashOf(readFileSync(place)) === was) return;
  const old = existsSync(stagedOld(folder, path))
    ? `; a copy is ${writingPath}/old/${path}`
    : was === null
      ? ": it was not there"
      : "";
  throw new AegisError("unfinished-changed", {
    message: `${path} is not what it was when aegis began to write.`,
    hint: `Make it what it was and run the command again${old}.`,
    details: { path },
  });
}

function take(folder: string, step: Step): void {
  if (isTaken(folder, step)) return;
  requireAsPrepared(folder, step);
  const place = join(folder, step.path);
  if (step.does === "delete") renameSync(place, stagedOld(folder, step.path));
  else {
    mkdirSync(dirname(place), { recursive: true });
    renameSync(stagedNew(folder, step.path), place);
  }
}

/** What was moved back once is no longer beside: taken back again, a step changes nothing. */
function takeBack(folder: string, { path, does }: Step): void {
  const [place, old] = [join(folder, path), stagedOld(folder, path)];
  if (does === "create") {
    if (!existsSync(stagedNew(folder, path))) rmSync(place, { force: true });
  } else if (existsSync(old) && (does === "delete" || !existsSync(stagedNew(folder, path)))) {
    mkdirSync(dirname(place), { recursive: true });
    renameSync(old, place);
  }
}

function removeEmpty(folder: string, paths: readonly string[]): void {
  for (const path of paths) {
    try {
      rmdirSync(join(folder, path));
    } catch {
      // Something of the owner's is in it, or it is gone.
    }
  }
}

/** Takes the steps that are left. Taken again after any interruption it ends the same. */
export function goForward(folder: string, journal: Journal): void {
  for (const step of journal.steps) take(folder, step);
  removeEmpty(folder, journal.leaves);
  if (journal.ending === "hold") {
    // In one step: from here on the run is over, and its folder names no process that is at work.
    renameSync(join(folder, writingPath), join(folder, pendingPath));
    dropProcessNames(join(folder, pendingPath));
    return;
  }
  if (journal.ending === "release") rmSync(join(folder, pendingPath), { recursive: true, force: true });
  dropJournal(folder);
  clearStage(folder);
}

/** Takes back the steps that were taken. */
export function goBack(folder: string, journal: Journal): void {
  for (const step of journal.steps.toReversed()) takeBack(folder, step);
  removeEmpty(folder, journal.makes.toReversed());
  dropJournal(folder);
  clearStage(folder);
}

/** Takes all steps, or, when one fails, none. */
export function takeSteps(folder: string, journal: Journal): void {
  try {
    goForward(folder, journal);
  } catch (error) {
    turnBack(folder);
    goBack(folder, journal);
    if (!(error instanceof AegisError) || error.code !== "unfinished-changed") throw error;
    const hint = "Nothing was written: run the command again.";
    throw new AegisError(
      "changed-meanwhile",
      { message: error.message, hint, details: error.details },
      error,
    );
  }
}
