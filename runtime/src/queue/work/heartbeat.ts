import { hostname } from "node:os";
import type { Logger } from "pino";
import type { QueueEngine } from "../engine.ts";
import type { QueueRunner } from "./queue-runner.ts";
import {
  CANCELLATION_PREFIX,
  EMPTIED_ENTRY,
  ENTRY_RETENTION_MS,
  HEARTBEAT_INTERVAL_MS,
  parseTime,
  parseWorkers,
  WORKER_PREFIX,
  type WorkerEntry,
} from "./registry.ts";
import type { ServerClock } from "./server-clock.ts";

/** How often cancellation requests are read while tasks are active. */
const CANCELLATION_INTERVAL_MS = 1_000;

/** A queue runner that has not polled for so long is blocked. It polls every five seconds. */
const MAX_POLL_SILENCE_MS = 15_000;

/** The most active tasks that a heartbeat lists. */
const MAX_LISTED_TASKS = 50;

/** What a heartbeat is created from. */
export interface HeartbeatOptions {
  readonly engine: QueueEngine;
  /** The worker's. */
  readonly id: string;
  readonly log: Logger;
  /** The worker's queue runners. */
  readonly runners: readonly QueueRunner[];
  /** The clock by which all workers say when they were last seen: the clocks of their machines may differ. */
  readonly clock: ServerClock;
  /** Whether the worker takes no more tasks, because it is about to stop. */
  isPaused(): boolean;
}

/** Keeps a worker's entry in the registry up to date, and reads cancellation requests there. */
export interface Heartbeat {
  /** Writes the entry now and from then on at an interval. Never rejects. */
  start(): Promise<void>;
  /** Records that the worker stopped in order, and stops writing. Never rejects. */
  leave(): Promise<void>;
}

/** The heartbeat of one worker. */
export function createHeartbeat(options: HeartbeatOptions): Heartbeat {
  const { engine, id, log, runners, clock, isPaused } = options;
  const startedAt = performance.now();
  const timers: NodeJS.Timeout[] = [];
  let wasBlocked = false;
  let hasEntry = false;

  const active = () => runners.flatMap((runner) => runner.active());

  const createEntry = (seenAt: number): WorkerEntry => ({
    id,
    host: hostname(),
    pid: process.pid,
    startedAt: Math.round(clock.now() - (performance.now() - startedAt)),
    seenAt,
    memory: process.memoryUsage.rss(),
    queues: runners.map(({ queue, tally }) => ({
      name: queue.name,
      concurrency: queue.concurrency,
      minutes: tally.minutes(),
    })),
    tasks: active()
      .slice(0, MAX_LISTED_TASKS)
      .map(({ taken: { record }, startedAt: since }) => ({
        id: record.id,
        name: record.name,
        queue: record.queue,
        startedAt: clock.fromLocal(since),
      })),
  });

  const writeEntry = (entry: WorkerEntry) =>
    engine.writeEntries({ [`${WORKER_PREFIX}${id}`]: JSON.stringify(entry) });

  /** A heartbeat means that tasks are polled: it is not written while one queue runner is blocked. */
  async function beat(): Promise<void> {
    const silence = isPaused() ? 0 : Math.max(...runners.map((runner) => runner.sincePoll()));
    const isBlocked = silence > MAX_POLL_SILENCE_MS;
    if (isBlocked && !wasBlocked)
      log.error({ silence: Math.round(silence) }, "the worker does not look for tasks any more");
    wasBlocked = isBlocked;
    if (isBlocked) return;
    await clock.synchronise();
    const entries = await engine.readEntries();
    const isGone = hasEntry && !(`${WORKER_PREFIX}${id}` in entries);
    await writeEntry(createEntry(clock.now()));
    hasEntry = true;
    if (isGone) await reportEmptied();
    await deleteOldEntries(entries);
  }

  /** No other process deletes this worker's entry, so the server has lost all of its data. */
  async function reportEmptied(): Promise<void> {
    log.error("the queue's server came back empty: the tasks that it kept are lost");
    await engine.writeEntries({ [EMPTIED_ENTRY]: String(clock.now()) });
  }

  async function deleteOldEntries(entries: Readonly<Record<string, string>>): Promise<void> {
    const oldest = clock.now() - ENTRY_RETENTION_MS;
    const workers = parseWorkers(entries).filter(({ seenAt }) => seenAt < oldest);
    const times = Object.entries(entries).filter(
      ([name, at]) =>
        (name.startsWith(CANCELLATION_PREFIX) || name === EMPTIED_ENTRY) && (parseTime(at) ?? 0) < oldest,
    );
    const names = [...workers.map((other) => `${WORKER_PREFIX}${other.id}`), ...times.map(([name]) => name)];
    if (names.length > 0) await engine.deleteEntries(names);
  }

  async function readCancellations(): Promise<void> {
    const executions = active();
    if (executions.length === 0) return;
    const entries = await engine.readEntries();
    for (const execution of executions) {
      const name = `${CANCELLATION_PREFIX}${execution.taken.record.id}`;
      if (!(name in entries)) continue;
      execution.stop("cancelled");
      await engine.deleteEntries([name]);
    }
  }

  /** Repeats work, never twice at a time. What fails is tried again with the next interval. */
  function every(milliseconds: number, work: () => Promise<void>): void {
    let isBusy = false;
    const timer = setInterval(() => {
      if (isBusy) return;
      isBusy = true;
      work()
        .catch((error: unknown) => log.debug({ err: error }, "the queue does not answer"))
        .finally(() => {
          isBusy = false;
        });
    }, milliseconds);
    timers.push(timer);
  }

  return {
    async start() {
      every(HEARTBEAT_INTERVAL_MS, beat);
      every(CANCELLATION_INTERVAL_MS, readCancellations);
      // The queue runners log an outage, once for the whole process.
      await beat().catch((error: unknown) => log.debug({ err: error }, "the queue does not answer yet"));
    },
    async leave() {
      for (const timer of timers) clearInterval(timer);
      // Otherwise other processes would report it as lost.
      await writeEntry({ ...createEntry(clock.now()), leftAt: clock.now() }).catch(() => {});
    },
  };
}
