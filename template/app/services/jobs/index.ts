// #region aegis:scheduler=database
import { createScheduler } from "@aegis-stack/runtime/scheduler";
// #else
// import { createMemoryJobStore, createScheduler } from "@aegis-stack/runtime/scheduler";
// #endregion
import { createDatabaseJobStore } from "@aegis-stack/runtime/scheduler/database";
import { APP_NAME } from "#app/core/constants.ts";
import { database } from "#app/core/database.ts";
// import { settings } from "#app/core/settings.ts"; // aegis:scheduler=memory

// #region aegis:database
/** The scheduler, health and Overseer know the nightly backup by this id. */
export const BACKUP_JOB_ID = "backup-database";
// #endregion

// #region aegis:scheduler=database
const store = createDatabaseJobStore({ database });
// #else
// const store = createMemoryJobStore();
// #endregion

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
