import { z } from "zod";

/** waiting: to be started by the next scheduler that is free to; the last four are final. */
export const runStatus = z.enum(["waiting", "running", "succeeded", "failed", "missed", "skipped"]);
export type RunStatus = z.infer<typeof runStatus>;

/** schedule: a tick on time; late: a tick that was caught up; request: somebody asked for it. */
export const runTrigger = z.enum(["schedule", "late", "request"]);
export type RunTrigger = z.infer<typeof runTrigger>;

/** One line of a job's history. Times are milliseconds since 1970. */
export interface Run {
  id: string;
  jobId: string;
  status: RunStatus;
  trigger: RunTrigger;
  /** Its tick; the newest of several that were missed together; for a request, when it was made. */
  scheduledFor: number;
  startedAt: number | null;
  finishedAt: number | null;
  /** What was done, what failed, or why it did not run, in a sentence. */
  message: string | null;
  /** The ticks it stands for; more than one only where several were missed together. */
  ticks: number;
  /** The scheduler that started it. */
  scheduler: string | null;
}

/** How a run ended. */
export interface Outcome {
  status: "succeeded" | "failed";
  message: string | null;
}

/** Whether the run has its end behind it. */
export const isOver = ({ status }: Run): boolean => status !== "waiting" && status !== "running";
