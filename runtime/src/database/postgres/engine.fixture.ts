import { pino } from "pino";
import { createPostgresEngine } from "./engine.ts";

/** An engine on one database. */
export const createTestEngine = (url: string, { limit = 4, backups = "", kept = 1 } = {}) =>
  createPostgresEngine({
    url,
    poolSize: limit,
    backupsFolder: backups,
    backupsKept: kept,
    application: "my-app",
    log: pino({ enabled: false }),
  });
