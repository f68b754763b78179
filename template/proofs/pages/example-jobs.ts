import { createJobRunner, cron, defineJob } from "@aegis-stack/runtime/scheduler";
import { application } from "#app/application.ts";
import { jobs as scheduler } from "#app/services/jobs/index.ts";

/** Not within the next hours, so that only those runs take place that are asked for. */
const seldom = cron("0 2 29 2 *");

const jobs = [
  defineJob({
    id: "send-letters",
    description: "Sends what is due",
    schedule: seldom,
    timeZone: "Europe/Berlin",
    run: () => "Sent 12 letters.",
  }),
  defineJob({
    id: "refresh-rates",
    schedule: seldom,
    run: () => {
      throw new Error("The bank did not answer.");
    },
  }),
  defineJob({
    id: "reindex",
    schedule: seldom,
    run: ({ signal }) => new Promise((_, reject) => signal.addEventListener("abort", reject)),
  }),
];

/** Runs a scheduler in this process, with a job that succeeds, one that fails, and one that does not end. */
export const startExampleJobs = () => createJobRunner({ scheduler, jobs, ...application }).start?.();
