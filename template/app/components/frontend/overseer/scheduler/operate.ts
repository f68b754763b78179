import { z } from "zod";
import { jobs } from "#app/services/jobs/index.ts";
import type { Report } from "../actions/report.ts";

/** What the forms about a job hold. */
export const askedOfJob = z.object({
  intent: z.enum(["run", "pause", "resume"]),
  job: z.string().min(1).max(200),
});
type AskedOfJob = z.infer<typeof askedOfJob>;

/** Runs, pauses or resumes a job. @throws AppError `jobs.*` */
export async function operate({ intent, job }: AskedOfJob): Promise<Report> {
  if (intent === "run") {
    await jobs.run(job);
    const what = `A run of ${job} was asked for; a scheduler starts it within a second.`;
    return { kind: "started", about: job, what, todo: "" };
  }
  if (intent === "pause") {
    await jobs.pause(job);
    return { kind: "done", about: job, what: `${job} is paused until it is resumed.`, todo: "" };
  }
  await jobs.resume(job);
  return { kind: "done", about: job, what: `${job} goes on with its next tick.`, todo: "" };
}
