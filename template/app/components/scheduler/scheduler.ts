import { defineScheduling } from "@aegis-stack/runtime/scheduler";
import { jobs as scheduling } from "#app/services/jobs/index.ts";
import { jobs } from "./jobs.ts";

/** Starts the jobs of this application, which `jobs.ts` lists. */
export const scheduler = defineScheduling({ scheduler: scheduling, jobs });
