import { AegisError } from "../../errors.ts";
import { kindOfFolder } from "../../evolve/folder.ts";
import { type Plan, pathsOf, replacing } from "../../evolve/plan.ts";
import { recoverable } from "../../project/git/git.ts";
import { complaintAboutPath } from "../../project/path.ts";

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
 * The plan with the owner's files replaced where git can give them back.
 * Throws `files-not-replaceable`, with their list, when it cannot for some.
 */
export function settleConflicts(folder: string, plan: Plan): Plan {
  const settled = replacing(plan, recoverable(folder, pathsOf(plan, "conflict")));
  const lost = [...pathsOf(settled, "conflict"), ...pathsOf(settled, "blocked")];
  if (lost.length === 0) return settled;
  throw new AegisError("files-not-replaceable", {
    message: `${folder} holds ${lost.length === 1 ? "a file" : "files"} that the application has too and git could not give back: ${lost.join(", ")}.`,
    hint: "Nothing was written: commit them, move them away, or take another place.",
    details: { folder, files: lost },
  });
}
