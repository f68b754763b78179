import type { Logger } from "pino";
import { describeError } from "../errors/index.ts";
import { formatDuration } from "../time/index.ts";
import { getJobDefinition, type Job } from "./job.ts";
import type { Run, RunOutcome } from "./run.ts";

/** How long a run may take to stop once its signal has aborted. */
const ABORT_TIMEOUT_MS = 5_000;

/** The most characters of a message that the history keeps. */
const MAX_MESSAGE_LENGTH = 1_000;

/** Calls back after so many milliseconds. @returns what cancels it */
export type SetTimer = (milliseconds: number, callback: () => void) => () => void;

/** One run that is active. */
export interface Execution {
  readonly run: Run;
  /** Never rejects. */
  readonly outcome: Promise<RunOutcome>;
  /**
   * Asks the job to stop.
   *
   * @param reason a sentence, for the history
   * @param timeoutMs how long the job may take to stop before it is no longer waited for
   */
  abort(reason: string, timeoutMs?: number): void;
}

/** Runs a job once, for at most its timeout. It may throw, never settle, or ignore its signal. */
export function execute(job: Job, run: Run, log: Logger, setTimer: SetTimer): Execution {
  const controller = new AbortController();
  const givenUp = Promise.withResolvers<RunOutcome>();
  const line = log.child({ job: job.id, run: run.id });
  let stopped: string | undefined;
  let cancelAbortTimeout = () => {};

  const abort = (reason: string, timeoutMs = ABORT_TIMEOUT_MS) => {
    if (stopped !== undefined) return;
    stopped = reason;
    controller.abort(new Error(reason));
    cancelAbortTimeout = setTimer(timeoutMs, () =>
      givenUp.resolve({ status: "failed", message: `${reason} It did not stop and may still be running.` }),
    );
  };
  const cancelTimeout = setTimer(job.timeout, () => abort(`Timed out after ${formatDuration(job.timeout)}.`));

  async function work(): Promise<RunOutcome> {
    try {
      const context = { signal: controller.signal, log: line, job: getJobDefinition(job) };
      const result = await job.run({ ...context, scheduledFor: new Date(run.scheduledFor) });
      if (stopped !== undefined) return { status: "failed", message: stopped };
      return {
        status: "succeeded",
        message: typeof result === "string" ? result.slice(0, MAX_MESSAGE_LENGTH) : null,
      };
    } catch (error) {
      if (stopped === undefined) line.error({ err: error }, "job failed");
      const message = stopped ?? (error instanceof Error ? error.message : describeError(error));
      return { status: "failed", message: message.slice(0, MAX_MESSAGE_LENGTH) };
    }
  }

  line.info({ scheduledFor: new Date(run.scheduledFor).toISOString(), trigger: run.trigger }, "job started");
  const outcome = Promise.race([work(), givenUp.promise]).finally(() => {
    cancelTimeout();
    cancelAbortTimeout();
  });
  return { run, outcome, abort };
}
