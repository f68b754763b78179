import { cron, defineJob } from "@aegis-stack/runtime/scheduler";
import { database } from "#app/core/database.ts";
import { BACKUP_JOB_ID } from "#app/services/jobs/index.ts";

/** Backs the database up every night. A backup that was due while no scheduler ran is caught up. */
export const backupDatabase = defineJob({
  id: BACKUP_JOB_ID,
  description: "Writes a verified backup of the database and removes those that are too many",
  schedule: cron("0 2 * * *"),
  misfire: "once",
  grace: "23h",
  timeout: "2h",
  async run() {
    const { name, size } = await database.backup();
    return `Wrote ${name}, ${Math.ceil(size / 1_000)} kB.`;
  },
});
