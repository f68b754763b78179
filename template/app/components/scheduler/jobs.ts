import type { Job } from "@aegis-stack/runtime/scheduler";
import { backupDatabase } from "./jobs/backup-database.ts";
import { cleanAiJob } from "./jobs/clean-ai.ts";
import { cleanAuthJob } from "./jobs/clean-auth.ts";
import { logHealth } from "./jobs/log-health.ts";

/** Every job of the application. The scheduler refuses to start when one of them is not defined well. */
export const jobs: Job[] = [];
jobs.push(logHealth);
jobs.push(backupDatabase); // aegis:database
jobs.push(cleanAuthJob); // aegis:auth
jobs.push(cleanAiJob); // aegis:ai
