import { AppError } from "../../errors/index.ts";
import { formatCommand } from "../../format/index.ts";

/** @param application the name of the application, whose command lists the backups */
export const createBackupHint = (application: string): string =>
  `Choose another one: \`${formatCommand(`${application} db backups`)}\` lists them.`;

/** A file cannot be read as a backup, by any engine. */
export const createDamagedError = (file: string, application: string, cause: unknown): AppError =>
  new AppError({
    code: "backup.damaged",
    category: "conflict",
    message: `${file} is damaged or no backup at all.`,
    hint: createBackupHint(application),
    cause,
  });

/** A file to restore from does not exist. */
export const createMissingError = (file: string, application: string): AppError =>
  new AppError({
    code: "backup.missing",
    category: "not-found",
    message: `There is no file ${file}.`,
    hint: createBackupHint(application),
  });
