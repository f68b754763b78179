import { AegisError, asAegisError, systemCode } from "../errors.ts";

const notWritable = new Set(["EACCES", "EPERM", "EROFS"]);
const full = new Set(["ENOSPC", "EDQUOT"]);
const notAFolder = new Set(["ENOTDIR", "EEXIST", "ENAMETOOLONG", "ELOOP", "EINVAL"]);

/** A failed write as a sentence. Nothing of the plan is on the disk by then. */
export function writeFailure(folder: string, thrown: unknown): AegisError {
  const code = systemCode(thrown) ?? "";
  const details = { folder, system: code };
  if (notWritable.has(code)) {
    const what = `${folder} cannot be written (${code}).`;
    return new AegisError(
      "folder-not-writable",
      { what, todo: "Choose another place with --output.", details },
      thrown,
    );
  }
  if (full.has(code)) {
    const todo = "Nothing was left behind: free some space, or choose another place with --output.";
    return new AegisError("disk-full", { what: `The disk of ${folder} is full.`, todo, details }, thrown);
  }
  if (notAFolder.has(code)) {
    const what = `${folder} cannot be a folder (${code}).`;
    return new AegisError(
      "folder-not-a-folder",
      { what, todo: "Choose another place with --output.", details },
      thrown,
    );
  }
  return asAegisError(thrown);
}
