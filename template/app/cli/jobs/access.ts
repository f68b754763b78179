import type { Scheduler } from "@aegis-stack/runtime/scheduler";
import { database } from "#app/core/database.ts"; // aegis:scheduler=database
import { jobs } from "#app/services/jobs/index.ts"; // aegis:scheduler=database
// import { askJobs } from "./ask-jobs.ts"; // aegis:scheduler=memory

/** What the commands ask, wherever the jobs are. */
export type Jobs = Pick<Scheduler, "list" | "show" | "run" | "pause" | "resume" | "schedulers">;

// #region aegis:scheduler=database
/** Does something with the jobs, which are in the database, and lets go of it: the process ends when nothing is open. */
export async function withJobs(work: (jobs: Jobs) => Promise<void>): Promise<void> {
  try {
    await work(jobs);
  } finally {
    await database.close();
  }
}
// #endregion aegis:scheduler=database
// /** Does something with the jobs, which are in the memory of the running server, by its API. */ // aegis:scheduler=memory
// export const withJobs = (work: (jobs: Jobs) => Promise<void>): Promise<void> => work(askJobs()); // aegis:scheduler=memory
