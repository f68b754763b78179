/** What a process ends with, and so what a script that runs the command can tell apart. */
export const exitCodes = { done: 0, mistake: 1, conflicts: 2, fault: 3, interrupted: 130 } as const;

/** Every way the command can end badly. A code is a promise: scripts match on it, so it never changes meaning. */
const catalogue = {
  usage: exitCodes.mistake,
  "name-missing": exitCodes.mistake,
  "name-invalid": exitCodes.mistake,
  "word-malformed": exitCodes.mistake,
  "word-unknown": exitCodes.mistake,
  "option-unknown": exitCodes.mistake,
  "stack-planned": exitCodes.mistake,
  "stack-contradictory": exitCodes.mistake,
  "package-manager-unknown": exitCodes.mistake,
  "package-manager-missing": exitCodes.mistake,
  "folder-unusable": exitCodes.mistake,
  "folder-not-empty": exitCodes.mistake,
  "folder-not-a-folder": exitCodes.mistake,
  "folder-missing": exitCodes.mistake,
  "file-unreadable": exitCodes.mistake,
  "folder-not-writable": exitCodes.mistake,
  "files-not-replaceable": exitCodes.mistake,
  "disk-full": exitCodes.mistake,
  "project-missing": exitCodes.mistake,
  "project-damaged": exitCodes.mistake,
  "project-newer": exitCodes.mistake,
  "project-outdated": exitCodes.mistake,
  "project-unmerged": exitCodes.mistake,
  "project-stack-differs": exitCodes.mistake,
  "project-version-differs": exitCodes.mistake,
  "project-older": exitCodes.mistake,
  "project-busy": exitCodes.mistake,
  "workspace-nested": exitCodes.mistake,
  "runtime-edited": exitCodes.mistake,
  "capability-unknown": exitCodes.mistake,
  "runtime-not-installed": exitCodes.mistake,
  "confirmation-required": exitCodes.mistake,
  "tree-dirty": exitCodes.mistake,
  "tree-unknown": exitCodes.mistake,
  "part-required": exitCodes.mistake,
  "part-always": exitCodes.mistake,
  "option-not-removable": exitCodes.mistake,
  "paths-blocked": exitCodes.mistake,
  "changed-meanwhile": exitCodes.mistake,
  "unfinished-changed": exitCodes.mistake,
  "unfinished-damaged": exitCodes.mistake,
  "run-unfinished": exitCodes.mistake,
  "conflicts-none": exitCodes.mistake,
  "conflicts-taken-back": exitCodes.mistake,
  "conflicts-edited": exitCodes.mistake,
  "conflicts-pending": exitCodes.conflicts,
  "conflicts-left": exitCodes.conflicts,
  "syntax-broken": exitCodes.mistake,
  "check-failed": exitCodes.mistake,
  "make-name-invalid": exitCodes.mistake,
  "make-name-taken": exitCodes.mistake,
  "make-kind-unknown": exitCodes.mistake,
  "make-component-missing": exitCodes.mistake,
  "make-file-exists": exitCodes.mistake,
  "make-not-wired": exitCodes.mistake,
  "install-failed": exitCodes.mistake,
  "install-incomplete": exitCodes.mistake,
  "set-up-failed": exitCodes.mistake,
  "start-failed": exitCodes.mistake,
  interrupted: exitCodes.interrupted,
  "template-broken": exitCodes.fault,
  unexpected: exitCodes.fault,
} as const;

export type ErrorCode = keyof typeof catalogue;

export interface Complaint {
  /** One sentence: what is wrong. */
  readonly message: string;
  /** One sentence: what to do about it. */
  readonly hint: string;
  /** Facts for a program that reads the JSON form: never needed to understand the sentences. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** A failure that says what is wrong and what to do. Everything else that is thrown is a fault of ours. */
export class AegisError extends Error {
  readonly code: ErrorCode;
  readonly hint: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, complaint: Complaint, cause?: unknown) {
    super(complaint.message, { cause });
    this.name = "AegisError";
    this.code = code;
    this.hint = complaint.hint;
    this.details = complaint.details ?? {};
  }

  get exitCode(): number {
    return catalogue[this.code];
  }
}

const unreadable = new Set([
  "EACCES",
  "EPERM",
  "EISDIR",
  "EIO",
  "ELOOP",
  "EINVAL",
  "EFBIG",
  "ENOTDIR",
  "ENAMETOOLONG",
  "ERR_FS_FILE_TOO_LARGE",
]);

/** A failure of the system that its user can do something about; null for any other. */
function systemFailure(error: Error): AegisError | null {
  const { code, path, syscall } = error as NodeJS.ErrnoException;
  if (syscall === "uv_cwd") {
    const message = "The current folder does not exist any more.";
    return new AegisError("folder-missing", { message, hint: "Go into a folder that exists." }, error);
  }
  if (code === undefined || path === undefined || !unreadable.has(code)) return null;
  const hint = "Look at its permissions, and whether it is a plain file, and run the command again.";
  const details = { path, system: code };
  return new AegisError(
    "file-unreadable",
    { message: `${path} cannot be read (${code}).`, hint, details },
    error,
  );
}

/** Turns whatever was thrown into an AegisError; one that is not ours yet becomes `unexpected`, with its stack in the details. */
export function asAegisError(thrown: unknown): AegisError {
  if (thrown instanceof AegisError) return thrown;
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const known = systemFailure(error);
  if (known !== null) return known;
  return new AegisError(
    "unexpected",
    {
      message: `Something went wrong inside aegis: ${error.message}`,
      hint: "This is a fault of ours: please report it with the command you ran and the text below.",
      details: { stack: error.stack ?? error.message },
    },
    thrown,
  );
}

/** The system's own word for a failed file operation ("EACCES"), or null for any other failure. */
export function systemCode(thrown: unknown): string | null {
  if (!(thrown instanceof Error) || !("code" in thrown)) return null;
  return typeof thrown.code === "string" ? thrown.code : null;
}
