import type { Capability, CapabilityParts } from "../application/index.ts";
import type { HealthGroup } from "../health/index.ts";
import type { JobStore } from "./job-store.ts";
import type { JobReport, JobsReport, JobWithHistory, RunReport, SchedulerReport } from "./report.ts";

/** What is known of jobs and can be done with them, whichever process runs them. */
export interface Scheduler extends Capability {
  readonly capability: CapabilityParts & {
    readonly health: HealthGroup;
    readonly overseer: { readonly jobs: Omit<Scheduler, "capability"> };
  };
  /** Where the jobs and their runs are kept. */
  readonly store: JobStore;
  /** Every job by its id, and the schedulers that run them. */
  list(): Promise<JobsReport>;
  /** One job with its history. @throws AppError `jobs.unknown` */
  show(id: string): Promise<JobWithHistory>;
  /**
   * Runs of one job or of all, newest first.
   *
   * @param limit how many at the most; 100 when it is missing
   * @throws AppError `jobs.unknown`
   */
  history(id?: string, limit?: number): Promise<RunReport[]>;
  /**
   * Requests a run outside of the schedule; a scheduler starts it within a second.
   *
   * @throws AppError `jobs.unknown`; `jobs.running` when it is running and must not overlap; `jobs.no-scheduler`
   */
  run(id: string): Promise<RunReport>;
  /** From now on its ticks pass. A run that is active continues. @throws AppError `jobs.unknown` */
  pause(id: string): Promise<JobReport>;
  /** Continues with the next tick from now; those that passed are not caught up. @throws AppError `jobs.unknown` */
  resume(id: string): Promise<JobReport>;
  /** The schedulers that are alive, and those whose last heartbeat was a moment ago. */
  schedulers(): Promise<SchedulerReport[]>;
}
