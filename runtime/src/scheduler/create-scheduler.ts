import { AppError } from "../errors/index.ts";
import { formatCommand, formatScript } from "../format/index.ts";
import type { BackupSource } from "./backup-check.ts";
import { createUnknownJobError } from "./decide-runs.ts";
import { createSchedulerHealth } from "./health.ts";
import { type JobRecord, type JobStore, MAX_RUNS_PER_JOB } from "./job-store.ts";
import type { Scheduler } from "./scheduler.ts";

/** What a scheduler is created from. */
export interface SchedulerOptions {
  /** The name of the application, which completes the commands in messages. */
  readonly name: string;
  /** Where jobs and runs are kept: `createMemoryJobStore()`, or `createDatabaseJobStore` of `/scheduler/database`. */
  readonly store: JobStore;
  /** The database's backups and the job that takes them; with it, health tells whether that job does its work. */
  readonly backups?: BackupSource;
  /**
   * For jobs that are kept in memory, which no other process reaches: whether the process that answers requests starts them,
   * SCHEDULER_IN_WEB. Not given: the jobs are in a database, and any process may.
   */
  readonly isWithinWeb?: boolean;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Whether this process started a moment ago, so that a scheduler may not have registered yet. */
  readonly isStarting?: () => boolean;
}

/** Loaded when a report is first asked for, since it loads the reader of cron expressions. */
const loadDescribe = () => import("./describe.ts");

/** The client of the jobs, for every process; `defineScheduling` is what runs them. */
export function createScheduler(options: SchedulerOptions): Scheduler {
  const { name, store, backups, isWithinWeb, now = Date.now, isStarting } = options;

  async function getJob(id: string): Promise<JobRecord> {
    const job = (await store.jobs()).find((known) => known.id === id);
    if (!job)
      throw createUnknownJobError(
        id,
        `\`${formatCommand(`${name} ops jobs list`)}\` shows the jobs that there are.`,
      );
    return job;
  }

  const scheduler: Omit<Scheduler, "capability"> = {
    store,
    async list() {
      const { describeJob, findDecidedUntil } = await loadDescribe();
      const [jobs, runs, schedulers] = await Promise.all([
        store.jobs(),
        store.latest(),
        scheduler.schedulers(),
      ]);
      const time = now();
      const runsByJob = Map.groupBy(runs, ({ jobId }) => jobId);
      return {
        lasting: store.lasting,
        schedulers,
        jobs: jobs.map((job) => describeJob(job, runsByJob.get(job.id) ?? [], time)),
        decidedUntil: findDecidedUntil(jobs, time),
      };
    },
    async show(id) {
      const { describeJob } = await loadDescribe();
      const job = await getJob(id);
      const [runs, history] = await Promise.all([store.latest(), scheduler.history(id)]);
      const ofJob = runs.filter(({ jobId }) => jobId === id);
      return { job: describeJob(job, ofJob, now()), history };
    },
    async history(id, limit = MAX_RUNS_PER_JOB) {
      const { describeRun } = await loadDescribe();
      if (id !== undefined) await getJob(id);
      const runs = await store.runs(id === undefined ? { limit } : { jobId: id, limit });
      return runs.map(describeRun);
    },
    async run(id) {
      const { describeRun } = await loadDescribe();
      await getJob(id);
      const schedulers = await scheduler.schedulers();
      if (!schedulers.some(({ alive }) => alive)) throw noScheduler(id, store.lasting);
      return describeRun(await store.request(id, now()));
    },
    async pause(id) {
      const { pausedAt } = await getJob(id);
      await store.pause(id, pausedAt ?? now(), now());
      return (await scheduler.show(id)).job;
    },
    async resume(id) {
      await store.pause(id, null, now());
      return (await scheduler.show(id)).job;
    },
    async schedulers() {
      const { describeScheduler } = await loadDescribe();
      const records = await store.schedulers();
      const storeTime = await store.time();
      return records
        .toSorted((one, other) => one.startedAt - other.startedAt)
        .map((record) => describeScheduler(record, storeTime));
    },
  };

  const health = createSchedulerHealth({
    scheduler,
    now,
    ...(backups && { backups }),
    ...(isStarting && { isStarting }),
  });
  return {
    ...scheduler,
    capability: {
      name: "scheduler",
      group: "component",
      summary: "jobs that run at set times",
      health,
      commands: [
        {
          name: "jobs",
          group: "ops",
          summary: "List, run, pause and resume jobs",
          async load({ requestServer }) {
            const { createRequestedJobs } = await import("./commands/request-jobs.ts");
            const { createJobsCommand } = await import("./commands/jobs.ts");
            const jobs = store.lasting ? scheduler : createRequestedJobs(requestServer("the jobs"));
            return createJobsCommand({ jobs, isShared: store.lasting, name });
          },
        },
      ],
      routes: async () => (await import("./routes.ts")).createJobRoutes(scheduler),
      overseer: { jobs: scheduler },
      runner: {
        role: "scheduler",
        consequence: "no job is started",
        isAlive: async () => (await scheduler.schedulers()).some(({ alive }) => alive),
        ...(isWithinWeb !== undefined && { isWithinWeb }),
      },
    },
  };
}

/** A store in memory belongs to one process, so the scheduler has to run in that one. */
const noScheduler = (id: string, isShared: boolean) =>
  new AppError({
    code: "jobs.no-scheduler",
    category: "unavailable",
    message: `${id} was not started, because no scheduler is running.`,
    hint: isShared
      ? `Start one with \`${formatScript("scheduler")}\`, or run everything with \`${formatScript("dev")}\`; then try again.`
      : `Set SCHEDULER_IN_WEB=true for this process, or run everything with \`${formatScript("dev")}\`; then try again.`,
  });
