import type { Part } from "#app/core/lifecycle/lifecycle.ts";
import { log } from "#app/core/log.ts";
import { settings } from "#app/core/settings/index.ts";
import { engine } from "./index.ts";
import { MIGRATIONS_DIRECTORY } from "./migrations/folder.ts";
import { migrate } from "./migrations/migrate.ts";
import { readMigrations } from "./migrations/read.ts";

/**
 * The database as a part of a process: a fault in it ends the start with a sentence. In development it is made and
 * migrated by itself; in production that is a step of its own, and readiness stays red until it is done.
 */
export const databasePart: Part = {
  name: "database",
  async start() {
    if (settings.NODE_ENV === "development") {
      await engine.create();
      const applied = await migrate(engine.migrations, readMigrations(MIGRATIONS_DIRECTORY));
      if (applied.length > 0)
        log.info({ migrations: applied.map(({ name }) => name) }, "migrated the database");
    }
    await engine.open();
  },
  stop: () => engine.close(),
};
