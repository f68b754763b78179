import { relative, resolve, sep } from "node:path";
import { AegisError } from "../../errors.ts";
import { suggestion } from "../../stack/nearest.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { paint } from "../pipeline/report.ts";
import { editsOf, patchOfEdit } from "./edits.ts";
import { openWritten } from "./open.ts";

/** A path as the application names it, from wherever it was typed. */
function pathWithin(folder: string, given: string): string {
  const path = relative(folder, resolve(given)).split(sep).join("/");
  if (!path.startsWith("..")) return path;
  throw new AegisError("usage", {
    message: `${given} is not in the application.`,
    hint: `Name something below ${folder}.`,
  });
}

function requireWritten(path: string, known: readonly string[]): void {
  if (path === "" || known.some((each) => each === path || each.startsWith(`${path}/`))) return;
  throw new AegisError("usage", {
    message: `aegis wrote nothing at ${path}, so there is nothing to compare it with.`,
    hint: `${suggestion(path, known)}"aegis status" lists what differs.`,
  });
}

/** Shows how the folder differs from what was written last. */
export function diff(terminal: Terminal, given: string | undefined): void {
  const { project } = openWritten(terminal);
  const path = given === undefined ? "" : pathWithin(project.folder, given);
  requireWritten(path, [...project.base.keys()]);
  const edits = editsOf(project).filter(
    (edit) => path === "" || edit.path === path || edit.path.startsWith(`${path}/`),
  );
  terminal.printResult({
    folder: project.folder,
    files: edits.map((edit) => ({ path: edit.path, edit: edit.edit, patch: patchOfEdit(edit).join("\n") })),
  });
  if (terminal.asJson) return;
  for (const edit of edits) for (const line of patchOfEdit(edit)) terminal.say(paint(line));
  if (edits.length === 0) terminal.say("Everything is as it was written.");
}
