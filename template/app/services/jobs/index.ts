import { createScheduler } from "@aegis-stack/runtime/scheduler"; // aegis:scheduler=database
// import { createMemoryJobStore, createScheduler } from "@aegis-stack/runtime/scheduler"; // aegis:scheduler=memory
import { createDatabaseJobStore } from "@aegis-stack/runtime/scheduler/database";
import { APP_NAME } from "#app/core/constants.ts";
import { database } from "#app/core/database.ts";
// import { settings } from "#app/core/settings.ts"; // aegis:scheduler=memory

// #region aegis:database
/** The scheduler, health and Overseer know the nightly backup by this id. */
export const BACKUP_JOB_ID = "backup-database";
// #endregion

const store = createDatabaseJobStore({ database }); // aegis:scheduler=database
// const store = createMemoryJobStore(); // aegis:scheduler=memory

/** The jobs of this application, for every process. Their list is in app/components/scheduler/jobs.ts. */
export const jobs = createScheduler({
  name: APP_NAME,
  store,
  // isWithinWeb: settings.SCHEDULER_IN_WEB, // aegis:scheduler=memory
  // #region aegis:database
  backups: {
    jobId: BACKUP_JOB_ID,
    list: async () => (await import("#app/core/database.ts")).database.backups(),
  },
  // #endregion
});
