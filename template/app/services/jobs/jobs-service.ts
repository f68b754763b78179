import { AppError } from "@aegis-stack/runtime/errors";
import { decidedUntil, describeJob, describeRun, describeScheduler } from "./describe.ts";
import type { JobReport, JobsReport, JobWithHistory, RunReport, SchedulerReport } from "./report.ts";
import { unknownJob } from "./store/decide.ts";
import { HISTORY, type JobRecord, type JobStore } from "./store/job-store.ts";

export interface JobsServiceOptions {
  store: JobStore;
  /** Milliseconds since 1970. */
  now?: () => number;
}

/** What can be known of jobs and done with them, whichever process runs them. */
export class JobsService {
  readonly #store: JobStore;
  readonly #now: () => number;

  constructor({ store, now = Date.now }: JobsServiceOptions) {
    this.#store = store;
    this.#now = now;
  }

  /** Every job by its id, and the schedulers that run them. */
  async list(): Promise<JobsReport> {
    const [jobs, runs, schedulers] = await Promise.all([
      this.#store.jobs(),
      this.#store.latest(),
      this.schedulers(),
    ]);
    const now = this.#now();
    const runsOf = Map.groupBy(runs, ({ jobId }) => jobId);
    return {
      lasting: this.#store.lasting,
      schedulers,
      jobs: jobs.map((job) => describeJob(job, runsOf.get(job.id) ?? [], now)),
      decidedUntil: decidedUntil(jobs, now),
    };
  }

  /** @throws AppError `jobs.unknown` */
  async show(id: string): Promise<JobWithHistory> {
    const job = await this.#job(id);
    const [runs, history] = await Promise.all([this.#store.latest(), this.history(id)]);
    const own = runs.filter(({ jobId }) => jobId === id);
    return { job: describeJob(job, own, this.#now()), history };
  }

  /**
   * Runs of one job or of all, newest first.
   *
   * @throws AppError `jobs.unknown`
   */
  async history(id?: string, limit: number = HISTORY): Promise<RunReport[]> {
    if (id !== undefined) await this.#job(id);
    const runs = await this.#store.runs(id === undefined ? { limit } : { jobId: id, limit });
    return runs.map(describeRun);
  }

  /**
   * Asks for a run outside of the schedule; a scheduler starts it within a second.
   *
   * @throws AppError `jobs.unknown`; `jobs.running` when it is at work and must not overlap; `jobs.no-scheduler`
   */
  async run(id: string): Promise<RunReport> {
    await this.#job(id);
    const schedulers = await this.schedulers();
    if (!schedulers.some(({ alive }) => alive)) throw noScheduler(id);
    return describeRun(await this.#store.request(id, this.#now()));
  }

  /** From now on its ticks pass by. What is at work goes on. @throws AppError `jobs.unknown` */
  async pause(id: string): Promise<JobReport> {
    const { pausedAt } = await this.#job(id);
    await this.#store.pause(id, pausedAt ?? this.#now(), this.#now());
    return (await this.show(id)).job;
  }

  /** Goes on with the next tick from now; those that passed by are not caught up. @throws AppError `jobs.unknown` */
  async resume(id: string): Promise<JobReport> {
    await this.#store.pause(id, null, this.#now());
    return (await this.show(id)).job;
  }

  /** The schedulers that live, and those that were seen a moment ago. */
  async schedulers(): Promise<SchedulerReport[]> {
    const records = await this.#store.schedulers();
    const now = await this.#store.time();
    return records
      .toSorted((one, other) => one.startedAt - other.startedAt)
      .map((record) => describeScheduler(record, now));
  }

  async #job(id: string): Promise<JobRecord> {
    const jobs = await this.#store.jobs();
    const job = jobs.find((known) => known.id === id);
    if (!job) throw unknownJob(id);
    return job;
  }
}

const noScheduler = (id: string) =>
  new AppError({
    code: "jobs.no-scheduler",
    kind: "unavailable",
    what: `${id} was not started, because no scheduler is running.`,
    todo: "Start one with `npm run scheduler`, or run everything with `npm run dev`; then try again.", // aegis:scheduler=database
    // todo: "Set SCHEDULER_IN_WEB=true for this process, or run everything with `npm run dev`; then try again.", // aegis:scheduler=memory
  });
