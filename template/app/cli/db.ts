import type { Command } from "@aegis-stack/runtime/commands";
import { database } from "#app/core/database.ts";
import type { CopyOptions } from "./db/copy.ts"; // aegis:database=postgres

export const mutates: Record<string, boolean> = {
  status: false,
  migrate: true,
  seed: true,
  reset: true,
  backup: true,
  backups: false,
  restore: true,
};
mutates.copy = true; // aegis:database=postgres

/** Every command, in the order that `--help` shows; each is imported when it is asked for. */
export function configure(command: Command): void {
  const add = (words: string, summary: string) =>
    command.command(words).description(summary).option("--json", "answer in JSON");

  add("status", "Show the state of the database and its pending migrations").action(
    closing(async (options) => (await import("./db/status.ts")).status(options)),
  );
  add("migrate", "Apply the migrations that are pending, all or none").action(
    closing(async (options) => (await import("./db/migrate.ts")).migrate(options)),
  );
  add("seed", "Write the rows to begin with").action(
    closing(async (options) => (await import("./db/seed.ts")).seed(options)),
  );
  add("reset", "Drop all data and migrate anew; not in production")
    .option("--yes", "do it without asking")
    .action(closing(async (options) => (await import("./db/reset.ts")).reset(options)));
  add("backup", "Take a backup and verify it").action(
    closing(async (options) => (await import("./db/backup.ts")).backup(options)),
  );
  add("backups", "List the backups, newest first").action(
    closing(async (options) => (await import("./db/backups.ts")).backups(options)),
  );
  add("restore <file>", "Replace all data by a backup, named as `backups` does or by its path")
    .option("--yes", "do it without asking")
    .action(async (file: string, options: Options) => {
      await closing(async () => (await import("./db/restore.ts")).restore(file, options))(options);
    });

  // #region aegis:database=postgres
  add("copy", "Take over all data of an embedded database's file, and compare")
    .requiredOption("--from <file>", "the file of the old database; it is only read")
    .option("--to <url>", "the database to fill; by default that of DATABASE_URL")
    .action(async (options: CopyOptions) => {
      await closing(async () => (await import("./db/copy.ts")).copy(options))(options);
    });
  // #endregion aegis:database=postgres
}

export interface Options {
  json?: boolean;
  /** Whatever the command would ask is answered with yes. */
  yes?: boolean;
}

/** Lets go of the database in the end, since the process ends only when nothing is open. */
function closing(action: (options: Options) => Promise<void>): (options: Options) => Promise<void> {
  return async (options) => {
    try {
      await action(options);
    } finally {
      await database.close();
    }
  };
}
