import { AppError } from "./errors.ts";

/** What the system's codes mean, for a sentence that goes on "because …". */
const REASONS: Record<string, string> = {
  EACCES: "this user may not do that there",
  EPERM: "this user may not do that there",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  ENOENT: "it does not exist",
  ENOTDIR: "a part of the path is a file",
  EEXIST: "there is a file of that name",
  EISDIR: "it is a folder",
  ENAMETOOLONG: "the path is too long",
  ELOOP: "its symbolic links lead in a circle",
  EIO: "the disk failed",
  EBUSY: "it is in use",
  EMFILE: "this process has too many files open",
  ENFILE: "this machine has too many files open",
  EXDEV: "it is on another disk",
};

/** Why the file system refused something; undefined when the error is about something else. */
export function fileReason(error: unknown): string | undefined {
  if (!(error instanceof Error && "code" in error && "path" in error)) return undefined;
  // What cannot be started has a path, too.
  if ("syscall" in error && /^(spawn|connect|listen)/.test(String(error.syscall))) return undefined;
  return REASONS[String(error.code)];
}

/** Turns an error of the file system into a sentence; any other error stays as it is. */
export function explainFileFault(error: unknown): unknown {
  const reason = fileReason(error);
  if (reason === undefined || !(error instanceof Error && "path" in error)) return error;
  return new AppError({
    code: "files.unusable",
    kind: "unavailable",
    what: `${error.path} cannot be used: ${reason}.`,
    todo: "Let the user that runs the application read and write there, make room on the disk, or set another folder.",
    cause: error,
  });
}
