import { rmSync } from "node:fs";
import { join } from "node:path";
import { AegisError } from "../../errors.ts";
import { filesBelow, readFound } from "../../evolve/folder.ts";
import { patchOf } from "../../evolve/patch.ts";
import type { Project } from "../../evolve/project.ts";
import { RUNTIME_FOLDER } from "../../runtime.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { editsOf, patchOfEdit } from "./edits.ts";
import { evolveProject } from "./evolve.ts";
import type { EvolveFlags } from "./flags.ts";
import { notesOnVersion } from "./notes.ts";

interface Difference {
  readonly path: string;
  readonly edit: "edited" | "deleted" | "elsewhere" | "added";
  readonly patch: readonly string[];
}

const isOfRuntime = (path: string): boolean => path.startsWith(`${RUNTIME_FOLDER}/`);

/** What the owner made of the vendored runtime: edits, and files of their own. What is installed in it does not count. */
function differencesIn(project: Project): Difference[] {
  const { folder, base } = project;
  const edits = editsOf(project)
    .filter(({ path }) => isOfRuntime(path))
    .map((edit) => ({ path: edit.path, edit: edit.edit, patch: patchOfEdit(edit) }));
  const added = filesBelow(folder, RUNTIME_FOLDER).flatMap((path): Difference[] => {
    const found = base.has(path) ? "absent" : readFound(folder, path);
    return typeof found === "string" ? [] : [{ path, edit: "added", patch: patchOf(path, null, found) }];
  });
  return [...edits, ...added];
}

/** Throws `runtime-edited`, with the difference: without the sources, the application would run without the edits. */
function requireUnedited(project: Project): void {
  const files = differencesIn(project);
  if (files.length === 0) return;
  const count = files.length === 1 ? "1 file differs" : `${files.length} files differ`;
  throw new AegisError("runtime-edited", {
    message: `The package is not what ${RUNTIME_FOLDER}/ holds: ${count} from what was written there.`,
    hint: `Nothing was written. Take the difference below back with git, or keep the runtime vendored; "aegis diff ${RUNTIME_FOLDER}" shows it again.`,
    details: {
      folder: join(project.folder, RUNTIME_FOLDER),
      files: files.map(({ patch, ...file }) => ({ ...file, patch: patch.join("\n") })),
      output: files.flatMap(({ patch }) => patch),
    },
  });
}

/** Where pnpm and Bun lay the libraries of a workspace: no command of theirs takes them away with it. */
function removeInstalled(folder: string): void {
  const place = join(folder, RUNTIME_FOLDER);
  if (filesBelow(folder, RUNTIME_FOLDER).length > 0) return;
  rmSync(place, { recursive: true, force: true });
}

/** Swaps the vendored runtime for the package that it was unpacked from. Throws `runtime-edited`. */
export async function unvendor(terminal: Terminal, flags: EvolveFlags): Promise<void> {
  let vendored: string | null = null;
  try {
    await evolveProject(terminal, "unvendor", flags, (opened) => {
      const { project, stack } = opened;
      if (stack.vendorsRuntime) {
        requireUnedited(project);
        if (!flags.dryRun) vendored = project.folder;
      }
      const notes = stack.vendorsRuntime ? notesOnVersion(opened) : ["The runtime is not vendored."];
      return { after: { ...stack, vendorsRuntime: false }, notes, setsUp: false, confirmsDeletion: false };
    });
  } finally {
    if (vendored !== null) removeInstalled(vendored);
  }
}
