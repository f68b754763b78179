import type { Found } from "../../evolve/folder.ts";
import { readFound } from "../../evolve/folder.ts";
import { patchOf } from "../../evolve/patch.ts";
import type { Project } from "../../evolve/project.ts";
import { isUnedited } from "../../evolve/same.ts";
import { lockPath } from "../../evolve/state.ts";
import type { File } from "../../render/file.ts";

/** A file of the application that is no longer as it was written. */
export interface Edit {
  readonly path: string;
  readonly edit: "edited" | "deleted" | "elsewhere";
  readonly written: File;
  readonly found: Found;
}

function editOf(path: string, written: File, found: Found): Edit[] {
  if (found === "absent") return [{ path, edit: "deleted", written, found }];
  if (found === "blocked") return [{ path, edit: "elsewhere", written, found }];
  const same = isUnedited(found, written) && found.executable === written.executable;
  return same ? [] : [{ path, edit: "edited", written, found }];
}

/** How the application differs from what was written. npm's lock, which every install rewrites, does not count. */
export function editsOf({ folder, base }: Project): Edit[] {
  return [...base]
    .filter(([path]) => path !== lockPath)
    .flatMap(([path, written]) => editOf(path, written, readFound(folder, path)));
}

/** One edit as a patch from what was written to what is there. */
export function patchOfEdit({ path, written, found, edit }: Edit): string[] {
  if (edit === "elsewhere") return [`${path} is a folder or a link now.`];
  const lines = patchOf(path, written, typeof found === "string" ? null : found);
  return lines.length > 0 ? lines : [`${path}: only its mode differs.`];
}
