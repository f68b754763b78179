import type { Component } from "../application/index.ts";
import type { Job } from "./job.ts";
import { createJobRunner } from "./job-runner.ts";
import type { Scheduler } from "./scheduler.ts";

/** What the scheduler of an application is defined from. */
export interface SchedulingOptions {
  /** Whose store the jobs are kept in. */
  readonly scheduler: Pick<Scheduler, "store">;
  /** Every job of the application. */
  readonly jobs: readonly Job[];
}

/**
 * The component that starts jobs when they are due. Any number of processes may run it: each tick is started by one.
 *
 * Its start rejects with `jobs.invalid`, before anything is stored, when a job is not defined well.
 */
export const defineScheduling = ({ scheduler, jobs }: SchedulingOptions): Component => ({
  create: ({ application: { log, phase } }) => createJobRunner({ scheduler, jobs, log, phase }),
});
