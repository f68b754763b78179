import { pino } from "pino";
import { createSqliteEngine } from "./engine.ts";

/** An engine on one file. @param backups the folder of backups */
export const createTestEngine = (file: string, backups: string, kept = 2) =>
  createSqliteEngine({
    file,
    backupsFolder: backups,
    backupsKept: kept,
    application: "my-app",
    log: pino({ enabled: false }),
  });
