import type { Logger } from "pino";
import { z } from "zod";
import { formatDuration } from "../../time/index.ts";
import { Discard, Requeue, type TakenTask, type TaskRecord } from "../engine.ts";
import { runWithRequestId } from "../request-id.ts";
import { describeIssues } from "../task/task-errors.ts";
import { AttemptContext } from "./attempt-context.ts";
import type { Handler } from "./handler.ts";
import { toStoredResult } from "./stored-result.ts";
import { type Attempt, writeNote } from "./timeline.ts";

/** How long a task may take to stop once its signal has aborted. */
const STOP_TIMEOUT_MS = 5_000;

/** How long it may take when the process stops, which ends two seconds after its deadline. */
const SHUTDOWN_STOP_TIMEOUT_MS = 1_000;

/** Why a task is stopped before it has ended. */
type StopReason = "timeout" | "cancelled" | "shutdown" | "lost";

/** One attempt of a task that runs. */
export interface Execution {
  readonly taken: TakenTask;
  readonly startedAt: number;
  /** What the handler returned; rejects with its failure, `Discard` or `Requeue`. */
  readonly outcome: Promise<unknown>;
  /** Aborts the signal. A task that ignores it is given up after a timeout. */
  stop(why: StopReason): void;
}

/** What every line about a task carries; the id of the request that enqueued it leads to that request's own lines. */
export const logBindingsOf = ({
  name,
  id,
  requestId,
}: TaskRecord): { task: string; taskId: string; requestId: string | undefined } => ({
  task: name,
  taskId: id,
  requestId,
});

/** What one attempt needs. */
export interface RunOptions {
  readonly taken: TakenTask;
  /** Undefined: this worker has no handler for the task. */
  readonly handler: Handler | undefined;
  /** The longest that the queue allows, in milliseconds. */
  readonly timeLimit: number;
  readonly log: Logger;
  /** The attempt whose worker died, where it is known. Called only after a death; never rejects. */
  findLostAttempt(): Promise<Attempt | undefined>;
}

/** Runs one attempt of a task. Its handler may throw, never settle, or ignore its signal. */
export function runTask({ taken, handler, timeLimit, log: parent, findLostAttempt }: RunOptions): Execution {
  const { record } = taken;
  const settled = Promise.withResolvers<unknown>();
  // Created when they are used: most tasks need neither, and they cost more than the rest of an attempt.
  let controller: AbortController | undefined;
  let child: Logger | undefined;
  const log = () => {
    child ??= parent.child(logBindingsOf(record));
    return child;
  };
  const timeout = Math.min(handler?.task.timeout ?? timeLimit, timeLimit);
  let stopped: StopReason | undefined;
  let stopTimer: NodeJS.Timeout | undefined;
  const timer = setTimeout(() => stop("timeout"), timeout);

  function signal(): AbortSignal {
    if (!controller) {
      controller = new AbortController();
      if (stopped !== undefined) controller.abort(new Error(reason(stopped, timeout)));
    }
    return controller.signal;
  }

  function stop(why: StopReason): void {
    // The end of the process takes precedence over every other reason.
    if (stopped !== undefined && why !== "shutdown") return;
    stopped = why;
    controller?.abort(new Error(reason(why, timeout)));
    clearTimeout(stopTimer);
    stopTimer = setTimeout(
      () => {
        log().warn({ why }, "the task did not stop and may still be at work");
        settled.reject(failure(why, timeout, "It did not stop and may still be running."));
      },
      why === "shutdown" ? SHUTDOWN_STOP_TIMEOUT_MS : STOP_TIMEOUT_MS,
    );
  }

  async function work(): Promise<unknown> {
    if (!handler) throw new Error(`This worker knows no task ${record.name}.`);
    const { attempts } = handler.task;
    if (record.deaths > 0) {
      const lost = await findLostAttempt();
      await taken.note(writeNote("died", `Its worker died, ${times(record.deaths)}.`, lost));
    }
    if (record.attemptsMade + record.deaths >= attempts)
      throw new Discard(`Its worker died while running it, ${times(record.deaths)}; no attempts are left.`);
    const payload = z.safeParse(handler.task.payload, record.payload);
    if (!payload.success)
      throw new Discard(
        `The payload is not valid for ${record.name}: ${describeIssues(payload.error).join("; ")}`,
      );
    try {
      const context = new AttemptContext(taken, { signal, log });
      const run = () => handler.run(payload.data, context);
      const returned = await (record.requestId === undefined
        ? run()
        : runWithRequestId(record.requestId, run));
      return toStoredResult(handler.task, returned);
    } catch (error) {
      throw stopped === undefined ? error : failure(stopped, timeout);
    }
  }

  const ended = () => {
    clearTimeout(timer);
    clearTimeout(stopTimer);
  };
  void work().then(settled.resolve, settled.reject).then(ended);
  return { taken, startedAt: Date.now(), outcome: settled.promise, stop };
}

function reason(why: StopReason, timeout: number): string {
  switch (why) {
    case "timeout":
      return `Timed out after ${formatDuration(timeout)}.`;
    case "cancelled":
      return "Cancelled.";
    case "shutdown":
      return "Cut off, because the process had to end.";
    case "lost":
      return "Another worker considered this one dead.";
  }
}

function failure(why: StopReason, timeout: number, more = ""): Error {
  const message = `${reason(why, timeout)} ${more}`.trimEnd();
  if (why === "shutdown" || why === "lost") return new Requeue(message);
  return why === "cancelled" ? new Discard(message) : new Error(message);
}

const times = (count: number) => (count === 1 ? "once" : `${count} times`);
