import { flag } from "../settings/index.ts";

/** What is to be set for a scheduler whose jobs are kept in memory, where the web process runs them. */
export const memorySchedulerSettings = {
  /** Whether the web process runs the jobs. Off for all but one, where there are several. */
  SCHEDULER_IN_WEB: flag().default(true),
};
