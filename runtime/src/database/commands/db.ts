import type { CommandModule } from "../../commands/index.ts";
import type { CopyOptions } from "./copy.ts";
import type { DatabaseCommandOptions, GivenOptions } from "./options.ts";

const MUTATES_BY_COMMAND = {
  status: false,
  migrate: true,
  seed: true,
  reset: true,
  backup: true,
  backups: false,
  restore: true,
};

/** `db`: migrations, seeds and backups. Each command is imported when it is run. */
export const createDatabaseCommand = <Db extends object>(
  options: DatabaseCommandOptions<Db>,
): CommandModule => ({
  mutates: options.canCopy ? { ...MUTATES_BY_COMMAND, copy: true } : MUTATES_BY_COMMAND,
  configure(command) {
    const add = (words: string, summary: string) =>
      command.command(words).description(summary).option("--json", "answer in JSON");

    add("status", "Show the state of the database and its pending migrations").action(
      async (given: GivenOptions) => (await import("./status.ts")).status(options, given),
    );
    add("migrate", "Apply the migrations that are pending, all or none").action(async (given: GivenOptions) =>
      (await import("./migrate.ts")).migrate(options, given),
    );
    add("seed", "Write the rows to begin with").action(async (given: GivenOptions) =>
      (await import("./seed.ts")).seed(options, given),
    );
    add("reset", "Drop all data and migrate anew; not in production")
      .option("--yes", "do it without asking")
      .action(async (given: GivenOptions) => (await import("./reset.ts")).reset(options, given));
    add("backup", "Take a backup and verify it").action(async (given: GivenOptions) =>
      (await import("./backup.ts")).backup(options, given),
    );
    add("backups", "List the backups, newest first").action(async (given: GivenOptions) =>
      (await import("./backups.ts")).backups(options, given),
    );
    add("restore <file>", "Replace all data by a backup, named as `backups` does or by its path")
      .option("--yes", "do it without asking")
      .action(async (file: string, given: GivenOptions) =>
        (await import("./restore.ts")).restore(options, file, given),
      );
    if (options.canCopy)
      add("copy", "Take over all data of an embedded database's file, and compare")
        .requiredOption("--from <file>", "the file of the old database; it is only read")
        .option("--to <url>", "the database to fill; by default that of DATABASE_URL")
        .action(async (given: CopyOptions) => (await import("./copy.ts")).copy(options, given));
  },
});
