import { AppError, type ErrorCategory } from "../../errors/index.ts";
import { formatCommand } from "../../format/index.ts";
import { createPendingHint } from "../migrations/pending-hint.ts";

interface Explanation {
  code: string;
  category: ErrorCategory;
  message: string;
  hint: string;
}

/** The file that an error is about. */
export interface SqliteFile {
  /** Absolute. */
  readonly file: string;
  /** The name of the application, whose command the hints of errors name. */
  readonly application: string;
}

const createRestoreHint = (application: string) =>
  `Stop the application and restore a backup: \`${formatCommand(`${application} db restore FILE`)}\`.`;

function explainDamage({ file, application }: SqliteFile): Explanation {
  const hint = createRestoreHint(application);
  return { code: "database.corrupt", category: "unavailable", message: `${file} is damaged.`, hint };
}

/** By the beginning of SQLite's own code; the longer one first. */
const EXPLANATION_OF_CODE: readonly [prefix: string, explain: (given: SqliteFile) => Explanation][] = [
  [
    "SQLITE_NOTADB",
    ({ file, application }) => ({
      code: "database.not-a-database",
      category: "unavailable",
      message: `${file} is not a database.`,
      hint: `Set DATABASE_URL to the right file, or move this one away. ${createRestoreHint(application)}`,
    }),
  ],
  ["SQLITE_CORRUPT", explainDamage],
  [
    "SQLITE_BUSY",
    ({ file }) => ({
      code: "database.busy",
      category: "unavailable",
      message: `${file} was locked by another process for too long.`,
      hint: "Try again; if it stays so, find the process that keeps a transaction open.",
    }),
  ],
  [
    "SQLITE_READONLY",
    ({ file }) => ({
      code: "database.read-only",
      category: "unavailable",
      message: `${file} cannot be written to.`,
      hint: "Give the user that runs the application the right to write to the file and its folder.",
    }),
  ],
  [
    "SQLITE_CANTOPEN",
    ({ file }) => ({
      code: "database.cannot-open",
      category: "unavailable",
      message: `${file} cannot be opened or made.`,
      hint: "Set DATABASE_URL to a file in a folder that the application may write to.",
    }),
  ],
  [
    "SQLITE_FULL",
    ({ file }) => ({
      code: "database.disk-full",
      category: "unavailable",
      message: `The disk that holds ${file} is full, so nothing was written.`,
      hint: "Make room on it; what was committed before is safe.",
    }),
  ],
  [
    "SQLITE_IOERR",
    ({ file }) => ({
      code: "database.disk-failed",
      category: "unavailable",
      message: `The disk that holds ${file} failed to write.`,
      hint: "Check the disk, its free space and the system's log.",
    }),
  ],
];

/**
 * Turns an error of SQLite into an AppError.
 *
 * @param given the file or folder that the sentence names
 * @returns the error as it is when it is about a query rather than the file
 */
export function explainSqliteError(error: unknown, given: SqliteFile): unknown {
  if (error instanceof AppError) return error;
  const code = getSqliteCode(error);
  if (isMissingTable(error)) return notMigrated(error, given);
  const explain = EXPLANATION_OF_CODE.find(([prefix]) => code.startsWith(prefix))?.[1];
  return explain ? new AppError({ ...explain(given), cause: error }) : error;
}

/** The error of a damaged file. */
export const createCorruptError = (given: SqliteFile, cause: unknown): AppError =>
  new AppError({ ...explainDamage(given), cause });

/** Whether the file itself is unreadable. */
export const isDamage = (error: unknown): boolean => /^SQLITE_(CORRUPT|NOTADB)/.test(getSqliteCode(error));

/** Whether another connection holds the lock. */
export const isBusy = (error: unknown): boolean => getSqliteCode(error).startsWith("SQLITE_BUSY");

/** Whether a unique index or a primary key was violated. */
export const isUniqueViolation = (error: unknown): boolean =>
  ["SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"].includes(getSqliteCode(error));

const getSqliteCode = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

/** Whether a table or a column does not exist, for which SQLite has no code of its own. */
export const isMissingTable = (error: unknown): error is Error =>
  getSqliteCode(error) === "SQLITE_ERROR" &&
  error instanceof Error &&
  /^(no such (table|column): |table \S+ has no column named )/.test(error.message);

const notMigrated = (error: Error, { file, application }: SqliteFile) =>
  new AppError({
    code: "database.not-migrated",
    category: "unavailable",
    message: `${file} lacks what this version of the code uses: ${error.message}.`,
    hint: createPendingHint(application),
    cause: error,
  });
