import { type CommandOutcome, runCommand } from "@aegis-stack/runtime/testing";
import { ROOT } from "#app/core/constants.ts";
import { productionSettings } from "../production-settings.ts";

/** Runs the application's command with the given settings and the servers of the tests, and nothing else of their environment. */
export function runCli(
  words: readonly string[],
  environment: Record<string, string> = {},
): Promise<CommandOutcome> {
  const removed = Object.fromEntries(Object.keys(process.env).map((name) => [name, undefined]));
  return runCommand(words, {
    folder: ROOT,
    environment: {
      ...removed,
      PATH: process.env.PATH,
      NODE_ENV: "test",
      DATABASE_URL: process.env.DATABASE_URL, // aegis:database
      BACKUPS_FOLDER: process.env.BACKUPS_FOLDER, // aegis:database
      MAIL_OUTBOX: process.env.MAIL_OUTBOX, // aegis:mail
      ...(environment.NODE_ENV === "production" && productionSettings),
      ...environment,
    },
  });
}
