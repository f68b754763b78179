import { accessSync, constants, existsSync } from "node:fs";
import { dirname } from "node:path";
import { AegisError, asAegisError, systemCode } from "../errors.ts";

const notWritable = new Set(["EACCES", "EPERM", "EROFS"]);
const full = new Set(["ENOSPC", "EDQUOT"]);
const notAFolder = new Set(["ENOTDIR", "EEXIST", "ENAMETOOLONG", "ELOOP", "EINVAL"]);

function mayWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** The folder that may not be written: the one around a path that the failure names, or the application's own. */
function closedFolder(folder: string, thrown: unknown): string {
  const named = thrown instanceof Error ? Object.entries(thrown) : [];
  const places = named.flatMap(([field, value]) =>
    (field === "path" || field === "dest") && typeof value === "string" ? [dirname(value)] : [],
  );
  return places.find((place) => place.startsWith(folder) && existsSync(place) && !mayWrite(place)) ?? folder;
}

/**
 * A failed write as a sentence. Nothing of the plan is on the disk by then.
 *
 * @param isNew whether the folder was to be made, so that another one can be chosen
 */
export function writeFailure(folder: string, thrown: unknown, isNew = false): AegisError {
  const code = systemCode(thrown) ?? "";
  const details = { folder, system: code };
  const elsewhere = "Choose another place with --output.";
  if (notWritable.has(code)) {
    const message = `${closedFolder(folder, thrown)} cannot be written (${code}).`;
    const hint = isNew
      ? elsewhere
      : "Nothing was written: allow it to be written, and run the command again.";
    return new AegisError("folder-not-writable", { message, hint, details }, thrown);
  }
  if (full.has(code)) {
    const hint = `Nothing was left behind: free some space${isNew ? ", or choose another place with --output" : " and run the command again"}.`;
    return new AegisError("disk-full", { message: `The disk of ${folder} is full.`, hint, details }, thrown);
  }
  if (notAFolder.has(code)) {
    const message = isNew
      ? `${folder} cannot be a folder (${code}).`
      : `${folder} cannot be written (${code}).`;
    const hint = isNew ? elsewhere : "Nothing was written: look whether a file or a link stands in the way.";
    return new AegisError("folder-not-a-folder", { message, hint, details }, thrown);
  }
  return asAegisError(thrown);
}
