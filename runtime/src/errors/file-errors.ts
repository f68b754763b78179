import { AppError } from "./app-error.ts";

/** The reason behind each error code of the operating system, as the end of a sentence. */
const REASONS_BY_CODE: Readonly<Record<string, string>> = {
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

/** Returns why the file system refused an operation, or undefined when the error is not of the file system. */
export function getFileErrorReason(error: unknown): string | undefined {
  if (!(error instanceof Error && "code" in error && "path" in error)) return undefined;
  // An executable that cannot be started and a socket have a path too.
  if ("syscall" in error && /^(spawn|connect|listen)/.test(String(error.syscall))) return undefined;
  return REASONS_BY_CODE[String(error.code)];
}

/** Wraps an error of the file system in an `AppError` (`files.unusable`); returns any other error unchanged. */
export function wrapFileError(error: unknown): unknown {
  const reason = getFileErrorReason(error);
  if (reason === undefined || !(error instanceof Error && "path" in error)) return error;
  return new AppError({
    code: "files.unusable",
    category: "unavailable",
    message: `${error.path} cannot be used: ${reason}.`,
    hint: "Let the user that runs the application read and write there, make room on the disk, or set another folder.",
    cause: error,
  });
}
