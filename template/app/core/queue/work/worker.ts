import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { AppError, describeError } from "@aegis-stack/runtime/errors";
import type { Logger } from "pino";
import type { QueueEngine } from "../engine/engine.ts";
import { checkTasks } from "../task/check-tasks.ts";
import type { Queue } from "../task/queue.ts";
import type { Handler } from "./handler.ts";
import { createHeartbeat } from "./heartbeat.ts";
import { createServerClock } from "./server-clock.ts";
import { createStation, type Station } from "./station.ts";

/** How long to wait before a queue that could not be opened is tried again, in milliseconds. */
const RETRY = 2_000;

/** How long it may take to write down how the last task ended, in milliseconds: the server may be away. */
const LETTING_GO = 3_000;

/** How long all of it may take after the deadline, in milliseconds: the process ends two seconds after it. */
const LAST_WORDS = 1_700;

/** How often it is looked whether all is over, in milliseconds. */
const LOOK_OVER = 20;

export interface WorkerOptions {
  engine: QueueEngine;
  /** Those that it serves. */
  queues: readonly Queue[];
  /** Every handler of the application. */
  handlers: readonly Handler[];
  log: Logger;
}

/** A process's hands: takes tasks, runs them, tells that it lives. */
export interface TaskWorker {
  readonly id: string;
  /** Takes tasks from when the queue is open, and keeps trying to open one whose server is away. Never rejects. */
  start(): Promise<void>;
  /** Takes no more tasks. */
  pause(): Promise<void>;
  /**
   * Lets tasks at work end until `deadline` aborts, then stops them and puts them back.
   *
   * @returns the names of those that were cut off
   */
  stop(deadline: AbortSignal): Promise<string[]>;
}

/** @throws AppError `tasks.invalid` with every fault of every queue and contract, before anything has started */
export function createWorker({ engine, queues, handlers, log: parent }: WorkerOptions): TaskWorker {
  checkTasks(
    queues,
    handlers.map(({ task }) => task).filter((task) => queues.some(({ name }) => name === task.queue)),
  );
  const id = randomUUID();
  const log = parent.child({ worker: id });
  const stations: Station[] = [];
  const stopped = new AbortController();
  let opening: Promise<void> | undefined;
  let isPaused = false;

  const running = () => stations.flatMap((station) => station.running());

  const clock = createServerClock(engine);
  const heartbeat = createHeartbeat({ engine, id, log, stations, clock, isPaused: () => isPaused });

  async function begin(): Promise<void> {
    for (let failures = 0; !isPaused; failures++) {
      try {
        await engine.open();
        break;
      } catch (error) {
        if (failures === 0) log.error(describeError(error));
        await delay(RETRY, undefined, { signal: stopped.signal }).catch(() => {});
      }
    }
    if (isPaused) return;
    for (const queue of queues) {
      stations.push(createStation({ engine, queue, handlers, worker: id, log, now: clock.now }));
    }
    await heartbeat.begin();
    log.info({ queues: queues.map(({ name }) => name), engine: engine.kind }, "worker started");
  }

  /** Waits until all tasks have ended and that is written down; not for long where nothing is left but the writing. */
  async function untilOver(over: Promise<unknown>, deadline: AbortSignal): Promise<void> {
    let isOver = false;
    void over.finally(() => {
      isOver = true;
    });
    for (let quiet = 0, late = 0; !isOver && quiet < LETTING_GO && late < LAST_WORDS; ) {
      await Promise.race([over, delay(LOOK_OVER)]);
      quiet = running().length === 0 ? quiet + LOOK_OVER : 0;
      late = deadline.aborted ? late + LOOK_OVER : 0;
    }
  }

  async function pause(): Promise<void> {
    if (isPaused) return;
    isPaused = true;
    await Promise.all(stations.map((station) => station.pause()));
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
        for (const { taken } of running()) cut.add(taken.record.name);
        for (const station of stations) station.cutOff();
      };
      deadline.addEventListener("abort", cutOff, { once: true });
      if (deadline.aborted) cutOff();
      await untilOver(Promise.all(stations.map((station) => station.close())), deadline);
      deadline.removeEventListener("abort", cutOff);
      await heartbeat.leave();
      return [...cut];
    },
  };
}

/** @throws AppError `queues.unknown` when there is none of a name */
export function chooseQueues(
  queues: readonly Queue[],
  names: readonly string[] | undefined,
): readonly Queue[] {
  if (names === undefined) return queues;
  return names.map((name) => {
    const queue = queues.find((known) => known.name === name);
    if (queue) return queue;
    throw new AppError({
      code: "queues.unknown",
      kind: "not-found",
      what: `There is no queue ${name}.`,
      todo: `Name one of: ${queues.map((known) => known.name).join(", ")}.`,
    });
  });
}
