import { describeError } from "@aegis-stack/runtime/errors";
import { formatDuration } from "@aegis-stack/runtime/time";
import type { Logger } from "pino";
import { factsOf, type Job } from "#app/services/jobs/job/job.ts";
import type { Outcome, Run } from "#app/services/jobs/store/run.ts";

/** How long a run may take to stop once its signal has aborted, in milliseconds. */
const PATIENCE = 5_000;

/** The most of a message that the history keeps. */
const LONGEST = 1_000;

/** Calls back after so many milliseconds. @returns what cancels it */
export type SetTimer = (milliseconds: number, callback: () => void) => () => void;

export interface Execution {
  readonly run: Run;
  /** Never rejects. */
  readonly outcome: Promise<Outcome>;
  /**
   * Asks the job to stop.
   *
   * @param why a sentence, for the history
   * @param patience how long it may take to do so, in milliseconds, before nobody waits for it
   */
  abort(why: string, patience?: number): void;
}

/** Runs a job once, for as long as it may take. It may throw, never settle, or ignore its signal. */
export function execute(job: Job, run: Run, log: Logger, setTimer: SetTimer): Execution {
  const controller = new AbortController();
  const givenUp = Promise.withResolvers<Outcome>();
  const line = log.child({ job: job.id, run: run.id });
  let stopped: string | undefined;
  let cancelPatience = () => {};

  const abort = (why: string, patience = PATIENCE) => {
    if (stopped !== undefined) return;
    stopped = why;
    controller.abort(new Error(why));
    cancelPatience = setTimer(patience, () =>
      givenUp.resolve({ status: "failed", message: `${why} It did not stop and may still be running.` }),
    );
  };
  const cancelTimeout = setTimer(job.timeout, () => abort(`Timed out after ${formatDuration(job.timeout)}.`));

  async function work(): Promise<Outcome> {
    try {
      const context = { signal: controller.signal, log: line, job: factsOf(job) };
      const said = await job.run({ ...context, scheduledFor: new Date(run.scheduledFor) });
      if (stopped !== undefined) return { status: "failed", message: stopped };
      return { status: "succeeded", message: typeof said === "string" ? said.slice(0, LONGEST) : null };
    } catch (error) {
      if (stopped === undefined) line.error({ err: error }, "job failed");
      const message = stopped ?? (error instanceof Error ? error.message : describeError(error));
      return { status: "failed", message: message.slice(0, LONGEST) };
    }
  }

  line.info({ scheduledFor: new Date(run.scheduledFor).toISOString(), trigger: run.trigger }, "job started");
  const outcome = Promise.race([work(), givenUp.promise]).finally(() => {
    cancelTimeout();
    cancelPatience();
  });
  return { run, outcome, abort };
}
