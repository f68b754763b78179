import { existsSync } from "node:fs";
import { join } from "node:path";
import { takeOver } from "./busy.ts";
import { readJournal } from "./journal.ts";
import { writingPath } from "./paths.ts";
import { clearLeftovers, clearStage } from "./stage.ts";
import { goBack, goForward } from "./steps.ts";

/** What became of a run that was stopped half-way. */
export interface Recovered {
  readonly command: string | null;
  readonly did: "finished" | "undone";
}

/** Whether a run was stopped half-way here, and not finished or undone since. */
export function isUnfinished(folder: string): boolean {
  return existsSync(join(folder, writingPath));
}

/**
 * Finishes or undoes what a killed run left behind; null when there is nothing. A run that had not begun to change
 * files is forgotten. Throws `project-busy` while the run is alive.
 */
export function recover(folder: string): Recovered | null {
  clearLeftovers(folder);
  if (!isUnfinished(folder)) return null;
  takeOver(folder);
  const found = readJournal(folder);
  if (found === null) {
    clearStage(folder);
    return { command: null, did: "undone" };
  }
  const { journal, direction } = found;
  if (direction === "back") goBack(folder, journal);
  else goForward(folder, journal);
  return { command: journal.command, did: direction === "back" ? "undone" : "finished" };
}
