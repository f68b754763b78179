import { AegisError } from "../../errors.ts";
import { kindOfFolder, readFound } from "../../evolve/folder.ts";
import { type Plan, pathsOf, planChanges, replacing } from "../../evolve/plan.ts";
import { remember, withState } from "../../evolve/state.ts";
import { recoverable } from "../../project/git/git.ts";
import { complaintAboutPath } from "../../project/path.ts";
import type { Planner } from "../pipeline/proposal.ts";

/** Refuses a folder into which an application must not be written. */
export function requireFolder(folder: string, force: boolean): void {
  const complaint = complaintAboutPath(folder);
  if (complaint !== null) {
    const hint = "Choose a place without # ? % * : and backslashes in its path, with --output.";
    throw new AegisError("folder-unusable", { message: complaint, hint, details: { folder } });
  }
  const kind = kindOfFolder(folder);
  if (kind === "absent" || kind === "empty" || (kind === "not-empty" && force)) return;
  const details = { folder };
  if (kind === "not-empty") {
    throw new AegisError("folder-not-empty", {
      message: `${folder} is there already and not empty.`,
      hint: "Take another name, or another place with --output; --force writes into it and replaces only what git can give back.",
      details,
    });
  }
  const what = kind === "link" ? "a symbolic link, which aegis does not follow" : "a file";
  const hint = "Take another name, or another place with --output.";
  throw new AegisError("folder-not-a-folder", { message: `${folder} is ${what}.`, hint, details });
}

/**
 * The planner of a folder that remembers nothing: nothing is merged, the owner's files are replaced where git can give them back.
 * What will be remembered is part of the plan, since the owner's file in its place has to be settled, too.
 */
export function createInitPlanner(folder: string): Planner {
  return async (rendered, state) => {
    const kind = kindOfFolder(folder);
    // A thousand questions about a folder that holds nothing would take a third of the time.
    const isThere = kind !== "absent" && kind !== "empty";
    const ours = isThere ? (path: string) => readFound(folder, path) : () => "absent" as const;
    const changes = planChanges({ base: new Map(), theirs: withState(rendered, state), ours });
    const plan = replacing(changes, recoverable(folder, pathsOf(changes, "conflict")));
    const memory = { isNew: true, remembered: () => remember(rendered, state), memory: () => [] };
    return { evolution: { plan, ...memory, leaves: [] }, notes: [] };
  };
}

/** Throws `files-not-replaceable`, with their list, where the owner's files are in the way. */
export function requireReplaceable(folder: string, plan: Plan): void {
  const lost = [...pathsOf(plan, "conflict"), ...pathsOf(plan, "blocked")];
  if (lost.length === 0) return;
  throw new AegisError("files-not-replaceable", {
    message: `${folder} holds ${lost.length === 1 ? "a file" : "files"} that the application has too and git could not give back: ${lost.join(", ")}.`,
    hint: "Nothing was written: commit them, move them away, or take another place.",
    details: { folder, files: lost },
  });
}
