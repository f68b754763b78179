import { AppError } from "@aegis-stack/runtime/errors";
import { APP_NAME } from "#app/core/constants.ts";

const todo = `Choose another one: \`npx ${APP_NAME} db backups\` lists them.`;

/** What was given to restore from cannot be read as a backup, whichever engine it is for. */
export const damaged = (file: string, cause: unknown): AppError =>
  new AppError({
    code: "backup.damaged",
    kind: "conflict",
    what: `${file} is damaged or no backup at all.`,
    todo,
    cause,
  });

/** What was given to restore from is not there. */
export const missing = (file: string): AppError =>
  new AppError({ code: "backup.missing", kind: "not-found", what: `There is no file ${file}.`, todo });
