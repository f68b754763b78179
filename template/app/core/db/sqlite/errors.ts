import { AppError, type ErrorKind } from "@aegis-stack/runtime/errors";
import { APP_NAME } from "#app/core/constants.ts";
import { NOT_MIGRATED } from "../migrations/not-migrated.ts";

interface Trouble {
  code: string;
  kind: ErrorKind;
  what: string;
  todo: string;
}

const RESTORE = `Stop the application and restore a backup: \`npx ${APP_NAME} db restore FILE\`.`;

function damage(file: string): Trouble {
  return { code: "database.corrupt", kind: "unavailable", what: `${file} is damaged.`, todo: RESTORE };
}

/** By the beginning of SQLite's own code; the more exact one first. */
const TROUBLES: readonly [prefix: string, trouble: (file: string) => Trouble][] = [
  [
    "SQLITE_NOTADB",
    (file) => ({
      code: "database.not-a-database",
      kind: "unavailable",
      what: `${file} is not a database.`,
      todo: `Set DATABASE_URL to the right file, or move this one away. ${RESTORE}`,
    }),
  ],
  ["SQLITE_CORRUPT", damage],
  [
    "SQLITE_BUSY",
    (file) => ({
      code: "database.busy",
      kind: "unavailable",
      what: `${file} was locked by another process for too long.`,
      todo: "Try again; if it stays so, find the process that keeps a transaction open.",
    }),
  ],
  [
    "SQLITE_READONLY",
    (file) => ({
      code: "database.read-only",
      kind: "unavailable",
      what: `${file} cannot be written to.`,
      todo: "Give the user that runs the application the right to write to the file and its folder.",
    }),
  ],
  [
    "SQLITE_CANTOPEN",
    (file) => ({
      code: "database.cannot-open",
      kind: "unavailable",
      what: `${file} cannot be opened or made.`,
      todo: "Set DATABASE_URL to a file in a folder that the application may write to.",
    }),
  ],
  [
    "SQLITE_FULL",
    (file) => ({
      code: "database.disk-full",
      kind: "unavailable",
      what: `The disk that holds ${file} is full, so nothing was written.`,
      todo: "Make room on it; what was committed before is safe.",
    }),
  ],
  [
    "SQLITE_IOERR",
    (file) => ({
      code: "database.disk-failed",
      kind: "unavailable",
      what: `The disk that holds ${file} failed to write.`,
      todo: "Check the disk, its free space and the system's log.",
    }),
  ],
];

/**
 * Turns what SQLite says into a sentence.
 *
 * @param file the path that the sentence is about
 * @returns the error as it is when it speaks of a query rather than of the file
 */
export function explained(error: unknown, file: string): unknown {
  if (error instanceof AppError) return error;
  const code = codeOf(error);
  if (isMissing(error)) return notMigrated(error, file);
  const trouble = TROUBLES.find(([prefix]) => code.startsWith(prefix))?.[1];
  return trouble ? new AppError({ ...trouble(file), cause: error }) : error;
}

export const corrupt = (file: string, cause: unknown): AppError => new AppError({ ...damage(file), cause });

/** Whether the file itself is beyond reading. */
export const isDamage = (error: unknown): boolean => /^SQLITE_(CORRUPT|NOTADB)/.test(codeOf(error));

export const isBusy = (error: unknown): boolean => codeOf(error).startsWith("SQLITE_BUSY");

export const isUniqueViolation = (error: unknown): boolean =>
  ["SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"].includes(codeOf(error));

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

/** A table or a column that SQLite does not find has no code of its own. */
export const isMissing = (error: unknown): error is Error =>
  codeOf(error) === "SQLITE_ERROR" &&
  error instanceof Error &&
  /^(no such (table|column): |table \S+ has no column named )/.test(error.message);

const notMigrated = (error: Error, file: string) =>
  new AppError({
    code: "database.not-migrated",
    kind: "unavailable",
    what: `${file} lacks what this version of the code uses: ${error.message}.`,
    todo: NOT_MIGRATED,
    cause: error,
  });
