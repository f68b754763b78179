import { z } from "zod";
import type { JobReport, JobsReport, RunReport } from "../../scheduler/index.ts";
import type { OverseerJobs } from "../capabilities.ts";
import { type Attempt, attempt } from "./attempt.ts";
import type { Fault } from "./fault.ts";
import { type FormFields, handleForm } from "./handle-form.ts";
import type { PageRequest, PageServices } from "./page-request.ts";
import type { FormOutcome, Report } from "./report.ts";

/** Recent runs of all jobs on the scheduler's page. */
const MAX_RECENT_RUNS = 15;

/** Runs of one job on its page. */
const MAX_JOB_RUNS = 50;

/** What the scheduler's page shows. */
export interface SchedulerPage {
  readAt: number;
  ask: string;
  report: Attempt<JobsReport>;
  recent: Attempt<readonly RunReport[]>;
  maxRuns: number;
}

/** What the page of a job shows. */
export interface JobPage {
  readAt: number;
  ask: string;
  id: string;
  shown: { job: JobReport; history: readonly RunReport[]; isServed: boolean } | null;
  fault: Fault | null;
  maxRuns: number;
}

/** Null without a scheduler. */
export async function loadScheduler({ capabilities: { jobs } }: PageServices): Promise<SchedulerPage | null> {
  if (!jobs) return null;
  const [report, recent] = await Promise.all([
    attempt(() => jobs.list()),
    attempt(() => jobs.history(undefined, MAX_RECENT_RUNS)),
  ]);
  const ask = crypto.randomUUID();
  return { readAt: Date.now(), ask, report, recent, maxRuns: MAX_RECENT_RUNS };
}

/** Null when there is no such job. */
export async function loadJob({ capabilities: { jobs } }: PageServices, id: string): Promise<JobPage | null> {
  if (!jobs) return null;
  const { value, fault } = await attempt(() => Promise.all([jobs.show(id), jobs.schedulers()]));
  if (fault?.code === "jobs.unknown") return null;
  const ask = crypto.randomUUID();
  const page = { readAt: Date.now(), ask, id, fault, maxRuns: MAX_JOB_RUNS };
  if (!value) return { ...page, shown: null };
  const [{ job, history }, schedulers] = value;
  const isServed = schedulers.some(({ alive }) => alive);
  return { ...page, shown: { job, history: history.slice(0, MAX_JOB_RUNS), isServed } };
}

const jobForm = z.object({
  intent: z.enum(["run", "pause", "resume"]),
  job: z.string().min(1).max(200),
});
type JobForm = z.infer<typeof jobForm>;

/** Null without a scheduler. */
export async function submitJob(
  services: PageServices,
  request: PageRequest,
  fields: FormFields,
): Promise<FormOutcome | null> {
  const { jobs } = services.capabilities;
  if (!jobs) return null;
  return handleForm(services, request, fields, {
    schema: jobForm,
    run: (form) => operate(jobs, form),
    describe: ({ intent, job }) => ({ action: `jobs ${intent}`, about: job }),
  });
}

async function operate(jobs: OverseerJobs, { intent, job }: JobForm): Promise<Report> {
  if (intent === "run") {
    await jobs.run(job);
    const message = `A run of ${job} was requested; a scheduler starts it within a second.`;
    return { kind: "started", about: job, message, hint: "" };
  }
  if (intent === "pause") {
    await jobs.pause(job);
    return { kind: "done", about: job, message: `${job} is paused until it is resumed.`, hint: "" };
  }
  await jobs.resume(job);
  return { kind: "done", about: job, message: `${job} is resumed.`, hint: "" };
}
