import { resolve } from "node:path";
import { ROOT } from "#app/core/constants.ts";
import { settings } from "#app/core/settings/index.ts";
import { createEngine } from "./dialect.ts";

export type { Database } from "./dialect.ts";
export { afterCommit } from "./transaction/after-commit.ts";
export { transaction } from "./transaction/transaction.ts";

/** The application's database as a whole: migrations, backups, facts. It connects when it is first used. */
export const engine = createEngine({ settings, backups: resolve(ROOT, settings.BACKUPS_FOLDER) });

/** The application's database, for queries. Services get it by their constructor. */
export const db = engine.db;
