import { formatDuration } from "@aegis-stack/runtime/time";
import type { Logger } from "pino";
import { Discard, Requeue, type TakenTask } from "../engine/engine.ts";
import { duringRequest } from "../request.ts";
import { payloadFaults } from "../task/faults.ts";
import { bindingsOf } from "./bindings.ts";
import { AttemptContext } from "./context.ts";
import type { Handler } from "./handler.ts";
import { keptResult } from "./kept-result.ts";
import { type Attempt, writeNote } from "./timeline.ts";

/** How long a task may take to stop once its signal has aborted, in milliseconds, before nobody waits for it. */
const GRACE = 5_000;

/** How long it may take when the process ends: that happens two seconds after its deadline. Milliseconds. */
const LAST_WORDS = 1_000;

/** Why a task is stopped before it is done. */
export type Stop = "timeout" | "cancelled" | "shutdown" | "lost";

/** A task at work. */
export interface Execution {
  readonly taken: TakenTask;
  readonly startedAt: number;
  /** What the handler answered; rejects with its failure, `Discard` or `Requeue`. */
  readonly outcome: Promise<unknown>;
  stop(why: Stop): void;
}

export interface RunOptions {
  taken: TakenTask;
  /** Undefined: this worker does not know the task. */
  handler: Handler | undefined;
  /** The most that the queue allows, in milliseconds. */
  timeLimit: number;
  log: Logger;
  /** The attempt whose worker died, as far as it is known. Called only after a death; never rejects. */
  findLostAttempt(): Promise<Attempt | undefined>;
}

/** Runs one attempt of a task. Its handler may throw, never settle, or ignore its signal. */
export function runTask({ taken, handler, timeLimit, log: parent, findLostAttempt }: RunOptions): Execution {
  const { record } = taken;
  const settled = Promise.withResolvers<unknown>();
  // Made when they are asked for: most tasks need neither, and they cost more than the rest of this.
  let controller: AbortController | undefined;
  let child: Logger | undefined;
  const log = () => {
    child ??= parent.child(bindingsOf(record));
    return child;
  };
  const timeout = Math.min(handler?.task.timeout ?? timeLimit, timeLimit);
  let stopped: Stop | undefined;
  let patience: NodeJS.Timeout | undefined;
  const timer = setTimeout(() => stop("timeout"), timeout);

  function signal(): AbortSignal {
    if (!controller) {
      controller = new AbortController();
      if (stopped !== undefined) controller.abort(new Error(reason(stopped, timeout)));
    }
    return controller.signal;
  }

  function stop(why: Stop): void {
    // The end of the process comes before whatever else was the matter.
    if (stopped !== undefined && why !== "shutdown") return;
    stopped = why;
    controller?.abort(new Error(reason(why, timeout)));
    clearTimeout(patience);
    patience = setTimeout(
      () => {
        log().warn({ why }, "the task did not stop and may still be at work");
        settled.reject(failure(why, timeout, "It did not stop and may still be running."));
      },
      why === "shutdown" ? LAST_WORDS : GRACE,
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
    const payload = handler.task.payload.safeParse(record.payload);
    if (!payload.success)
      throw new Discard(
        `The payload is not valid for ${record.name}: ${payloadFaults(payload.error).join("; ")}`,
      );
    try {
      const context = new AttemptContext(taken, { signal, log });
      const run = () => handler.run(payload.data, context);
      const answer = await (record.requestId === undefined ? run() : duringRequest(record.requestId, run));
      return keptResult(handler.task, answer);
    } catch (error) {
      throw stopped === undefined ? error : failure(stopped, timeout);
    }
  }

  const ended = () => {
    clearTimeout(timer);
    clearTimeout(patience);
  };
  void work().then(settled.resolve, settled.reject).then(ended);
  return { taken, startedAt: Date.now(), outcome: settled.promise, stop };
}

function reason(why: Stop, timeout: number): string {
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

function failure(why: Stop, timeout: number, more = ""): Error {
  const message = `${reason(why, timeout)} ${more}`.trimEnd();
  if (why === "shutdown" || why === "lost") return new Requeue(message);
  return why === "cancelled" ? new Discard(message) : new Error(message);
}

const times = (count: number) => (count === 1 ? "once" : `${count} times`);
