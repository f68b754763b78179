import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { ROOT } from "#app/core/constants.ts";
import { productionSettings } from "../production-settings.ts";

export interface Outcome {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the application's command as a shell would, in the tests' own surroundings and with the settings that are given. */
export async function runCli(
  words: readonly string[],
  environment: Record<string, string> = {},
): Promise<Outcome> {
  const child = spawn(process.execPath, [join(ROOT, "app/cli/bin.js"), ...words], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "test",
      DATABASE_URL: process.env.DATABASE_URL, // aegis:database
      BACKUPS_FOLDER: process.env.BACKUPS_FOLDER, // aegis:database
      MAIL_OUTBOX: process.env.MAIL_OUTBOX, // aegis:mail
      ...(environment.NODE_ENV === "production" && productionSettings),
      ...environment,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const outcome = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text) => {
    outcome.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text) => {
    outcome.stderr += text;
  });
  await once(child, "close");
  return { ...outcome, exitCode: child.exitCode };
}
