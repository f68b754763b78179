import type { EngineTables } from "../../database/engine-tables/index.ts";

/** The tables in which a database keeps jobs and their runs. List them in `engineTables` of the application's database. */
export const jobTables: EngineTables = {
  capability: "scheduler",
  steps: [
    ({ timestamp, json, integer }) => `
      CREATE TABLE aegis_scheduled_jobs (
        id text PRIMARY KEY,
        facts ${json} NOT NULL,
        last_tick ${timestamp} NOT NULL,
        paused_at ${timestamp},
        removed_at ${timestamp},
        last_run_id text
      );
      CREATE TABLE aegis_job_runs (
        id text PRIMARY KEY,
        job_id text NOT NULL,
        tick ${timestamp},
        status text NOT NULL,
        "trigger" text NOT NULL,
        scheduled_for ${timestamp} NOT NULL,
        started_at ${timestamp},
        finished_at ${timestamp},
        message text,
        ticks ${integer} NOT NULL,
        scheduler text,
        lease_until ${timestamp}
      );
      CREATE UNIQUE INDEX aegis_job_runs_tick ON aegis_job_runs (job_id, tick);
      CREATE INDEX aegis_job_runs_history ON aegis_job_runs (job_id, scheduled_for);
      CREATE INDEX aegis_job_runs_status ON aegis_job_runs (status);
      CREATE TABLE aegis_schedulers (
        id text PRIMARY KEY,
        host text NOT NULL,
        pid ${integer} NOT NULL,
        started_at ${timestamp} NOT NULL,
        seen_at ${timestamp} NOT NULL,
        skew ${integer} NOT NULL
      );`,
  ],
};
