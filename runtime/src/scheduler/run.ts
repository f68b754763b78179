import { z } from "zod";

/** waiting: to be started by the next scheduler that is free to; the last four are final. */
export const runStatus = z.enum(["waiting", "running", "succeeded", "failed", "missed", "skipped"]);
/** See `runStatus`. */
export type RunStatus = z.infer<typeof runStatus>;

/** schedule: a tick on time; late: a tick that was caught up; request: an operator or the application asked for it. */
export const runTrigger = z.enum(["schedule", "late", "request"]);
/** See `runTrigger`. */
export type RunTrigger = z.infer<typeof runTrigger>;

/** One line of a job's history. Times are milliseconds since 1970. */
export interface Run {
  readonly id: string;
  readonly jobId: string;
  readonly status: RunStatus;
  readonly trigger: RunTrigger;
  /** Its tick; the newest of several that were missed together; for a request, when it was made. */
  readonly scheduledFor: number;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  /** What was done, what failed, or why it did not run, in a sentence. */
  readonly message: string | null;
  /** The ticks it stands for; more than one only where several were missed together. */
  readonly ticks: number;
  /** The scheduler that started it. */
  readonly scheduler: string | null;
}

/** How a run ended. */
export interface RunOutcome {
  readonly status: "succeeded" | "failed";
  readonly message: string | null;
}

/** Whether the run has ended. */
export const isFinished = ({ status }: Run): boolean => status !== "waiting" && status !== "running";
