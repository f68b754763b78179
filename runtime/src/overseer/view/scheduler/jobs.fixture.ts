import type { JobReport, JobsReport, RunReport, SchedulerReport } from "../../../scheduler/index.ts";

/** A run for tests, one that went well unless something else is given. */
export function exampleRun(given: Partial<RunReport> = {}): RunReport {
  return {
    id: "1",
    jobId: "nightly",
    status: "succeeded",
    trigger: "schedule",
    scheduledFor: "2027-01-31T02:00:00.000Z",
    startedAt: "2027-01-31T02:00:00.000Z",
    finishedAt: "2027-01-31T02:00:01.250Z",
    duration: 1_250,
    message: null,
    ticks: 1,
    scheduler: "one",
    ...given,
  };
}

export function exampleJob(given: Partial<JobReport> = {}): JobReport {
  return {
    id: "nightly",
    description: "Tidies up",
    schedule: "every day at 02:00 UTC",
    timeZone: "UTC",
    state: "scheduled",
    pausedAt: null,
    next: ["2027-02-01T02:00:00.000Z"],
    current: null,
    last: null,
    overlap: "skip",
    misfire: "once",
    grace: 3_600_000,
    jitter: 0,
    timeout: 3_600_000,
    ...given,
  };
}

export function exampleScheduler(given: Partial<SchedulerReport> = {}): SchedulerReport {
  return {
    id: "one",
    host: "machine",
    pid: 1,
    startedAt: "2027-01-31T00:00:00.000Z",
    seenAt: "2027-01-31T08:05:09.000Z",
    alive: true,
    skew: 0,
    ...given,
  };
}

export function exampleJobs(given: Partial<JobsReport> = {}): JobsReport {
  return {
    lasting: true,
    schedulers: [exampleScheduler()],
    jobs: [exampleJob()],
    decidedUntil: null,
    ...given,
  };
}
