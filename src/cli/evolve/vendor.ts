import { AegisError } from "../../errors.ts";
import { filesBelow } from "../../evolve/folder.ts";
import { workspaceOf } from "../../project/packages.ts";
import { RUNTIME_FOLDER } from "../../runtime.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import type { Opened } from "../pipeline/proposal.ts";
import { evolveProject } from "./evolve.ts";
import type { EvolveFlags } from "./flags.ts";
import { notesOnVersion } from "./notes.ts";

/** What does the same with less: a vendored runtime is carried for as long as its edits are. */
const LESSER_MEANS = [
  "Before you own the runtime: an option of a capability or a hook of its contract often does, and needs no merge.",
  "An implementation of your own takes a capability's place in app/application.ts; its conformance suite proves it.",
  '"aegis source CAPABILITY" shows where the installed sources are, with the doc comment of every option.',
];

/** Throws `workspace-nested`: package managers install no workspace that lies in another one. */
function requireOutermost(folder: string): void {
  const workspace = workspaceOf(folder);
  if (workspace === folder) return;
  throw new AegisError("workspace-nested", {
    message: `${folder} lies in the workspace ${workspace}, and a vendored runtime would be a workspace inside of a workspace.`,
    hint: "Move the application out of that workspace, or keep the runtime as a package.",
    details: { folder, workspace },
  });
}

/** Compiled files: git ignores them while the runtime is a package, so they stay where the sources are taken back with git. */
const COMPILED_FOLDER = `${RUNTIME_FOLDER}/dist/`;

/** Throws `paths-blocked` where the owner has files in a folder of that name. */
function requireFreeFolder(folder: string): void {
  if (filesBelow(folder, RUNTIME_FOLDER).every((path) => path.startsWith(COMPILED_FOLDER))) return;
  throw new AegisError("paths-blocked", {
    message: `${RUNTIME_FOLDER}/ is where a vendored runtime lies, and the application has something of that name.`,
    hint: "Nothing was written: give it another name and run the command again.",
    details: { paths: [RUNTIME_FOLDER] },
  });
}

function notesOn(opened: Opened): string[] {
  if (opened.stack.vendorsRuntime) return [`The runtime is vendored already, in ${RUNTIME_FOLDER}/.`];
  return [...notesOnVersion(opened), ...LESSER_MEANS];
}

/** Unpacks the runtime into the application, as a workspace of the same name: no import changes. */
export async function vendor(terminal: Terminal, flags: EvolveFlags): Promise<void> {
  await evolveProject(terminal, "vendor", flags, (opened) => {
    const { folder } = opened.project;
    requireOutermost(folder);
    if (!opened.stack.vendorsRuntime) requireFreeFolder(folder);
    const after = { ...opened.stack, vendorsRuntime: true };
    return { after, notes: notesOn(opened), setsUp: false, confirmsDeletion: false };
  });
}
