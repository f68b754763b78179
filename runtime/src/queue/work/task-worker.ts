import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "pino";
import { describeError } from "../../errors/index.ts";
import type { QueueEngine } from "../engine.ts";
import { checkTasks } from "../task/check-tasks.ts";
import type { QueueDefinition } from "../task/define-queue.ts";
import type { Handler } from "./handler.ts";
import { createHeartbeat } from "./heartbeat.ts";
import { createQueueRunner, type QueueRunner } from "./queue-runner.ts";
import { createServerClock } from "./server-clock.ts";

/** How long to wait before a queue that could not be opened is opened again. */
const OPEN_RETRY_MS = 2_000;

/** How long it may take to store the outcome of the last task: the server may be away. */
const STORE_TIMEOUT_MS = 3_000;

/** How long the stop may take after the deadline: the process ends two seconds after it. */
const CLOSE_TIMEOUT_MS = 1_700;

/** How often a worker that stops checks whether all tasks have ended. */
const STOP_INTERVAL_MS = 20;

/** What a task worker is created from. */
export interface TaskWorkerOptions {
  readonly engine: QueueEngine;
  /** The queues that it serves. */
  readonly queues: readonly QueueDefinition[];
  /** Every handler of the application. */
  readonly handlers: readonly Handler[];
  readonly log: Logger;
}

/** Takes tasks, runs them and keeps its entry in the worker registry. */
export interface TaskWorker {
  readonly id: string;
  /** Takes tasks once the queue is open, and keeps trying to open it while its server is away. Never rejects. */
  start(): Promise<void>;
  /** Takes no more tasks. */
  pause(): Promise<void>;
  /**
   * Lets active tasks end until `deadline` aborts, then stops and requeues them.
   *
   * @returns the names of the tasks that were cut off
   */
  stop(deadline: AbortSignal): Promise<string[]>;
}

/** Creates a worker. @throws AppError `tasks.invalid` with every error of every queue and contract */
export function createTaskWorker({ engine, queues, handlers, log: parent }: TaskWorkerOptions): TaskWorker {
  checkTasks(
    queues,
    handlers.map(({ task }) => task).filter((task) => queues.some(({ name }) => name === task.queue)),
  );
  const id = randomUUID();
  const log = parent.child({ worker: id });
  const runners: QueueRunner[] = [];
  const stopped = new AbortController();
  let opening: Promise<void> | undefined;
  let isPaused = false;

  const active = () => runners.flatMap((runner) => runner.active());

  const clock = createServerClock(engine);
  const heartbeat = createHeartbeat({ engine, id, log, runners, clock, isPaused: () => isPaused });

  async function begin(): Promise<void> {
    for (let failures = 0; !isPaused; failures++) {
      try {
        await engine.open();
        break;
      } catch (error) {
        if (failures === 0) log.error(describeError(error));
        await delay(OPEN_RETRY_MS, undefined, { signal: stopped.signal }).catch(() => {});
      }
    }
    if (isPaused) return;
    for (const queue of queues) {
      runners.push(createQueueRunner({ engine, queue, handlers, worker: id, log, now: clock.now }));
    }
    await heartbeat.start();
    log.info({ queues: queues.map(({ name }) => name), engine: engine.kind }, "worker started");
  }

  /** Waits until all tasks have ended and their outcome is stored; not for long where only the storing is left. */
  async function waitForEnd(closed: Promise<unknown>, deadline: AbortSignal): Promise<void> {
    let isClosed = false;
    void closed.finally(() => {
      isClosed = true;
    });
    for (let idle = 0, late = 0; !isClosed && idle < STORE_TIMEOUT_MS && late < CLOSE_TIMEOUT_MS; ) {
      await Promise.race([closed, delay(STOP_INTERVAL_MS)]);
      idle = active().length === 0 ? idle + STOP_INTERVAL_MS : 0;
      late = deadline.aborted ? late + STOP_INTERVAL_MS : 0;
    }
  }

  async function pause(): Promise<void> {
    if (isPaused) return;
    isPaused = true;
    await Promise.all(runners.map((runner) => runner.pause()));
  }

  return {
    id,
    pause,
    async start() {
      opening = begin();
    },
    async stop(deadline) {
      await pause();
      stopped.abort();
      await opening;
      const cut = new Set<string>();
      const cutOff = () => {
        for (const { taken } of active()) cut.add(taken.record.name);
        for (const runner of runners) runner.cutOff();
      };
      deadline.addEventListener("abort", cutOff, { once: true });
      if (deadline.aborted) cutOff();
      await waitForEnd(Promise.all(runners.map((runner) => runner.close())), deadline);
      deadline.removeEventListener("abort", cutOff);
      await heartbeat.leave();
      return [...cut];
    },
  };
}
