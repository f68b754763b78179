export type { BackupSource, ListedBackup } from "./backup-check.ts";
export { createScheduler, type SchedulerOptions } from "./create-scheduler.ts";
export { defineScheduling, type SchedulingOptions } from "./define-scheduling.ts";
export {
  defineJob,
  getJobDefinition,
  type Job,
  type JobContext,
  type JobDefinition,
  type JobOptions,
} from "./job.ts";
export { checkJobs, createJobRunner, type JobRunnerOptions } from "./job-runner.ts";
export type {
  AdvanceResult,
  DueJob,
  HeartbeatResult,
  JobRecord,
  JobStore,
  RunClaim,
  RunFilter,
  SchedulerHeartbeat,
  SchedulerRecord,
} from "./job-store.ts";
export { createMemoryJobStore } from "./memory-store.ts";
export type { MissedTicks, Plan } from "./plan.ts";
export {
  type JobReport,
  type JobState,
  type JobsReport,
  type JobWithHistory,
  jobReport,
  jobState,
  jobsReport,
  jobWithHistory,
  type RunReport,
  runReport,
  type SchedulerReport,
  schedulerReport,
} from "./report.ts";
export type { Run, RunOutcome, RunStatus, RunTrigger } from "./run.ts";
export { at, cron, every, type Schedule } from "./schedule.ts";
export type { Scheduler } from "./scheduler.ts";
export { memorySchedulerSettings } from "./settings.ts";
