import { jobs } from "#app/components/scheduler/jobs.ts";
import { scheduler } from "#app/components/scheduler/scheduler.ts";
import type { Part } from "#app/core/lifecycle/lifecycle.ts";
import { log } from "#app/core/log.ts";
import { jobStore } from "#app/services/jobs/index.ts";

/** The scheduler of this application, with its own jobs and where they are kept. */
export const createScheduler = (): Part => scheduler({ jobs, store: jobStore, log });
