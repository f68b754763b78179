import { hostname } from "node:os";
import type { Logger } from "pino";
import type { QueueEngine } from "../engine/engine.ts";
import { BEAT, CANCEL, EMPTIED, KEPT, timeOf, WORKER, type WorkerNotice, workersOn } from "./notices.ts";
import type { ServerClock } from "./server-clock.ts";
import type { Station } from "./station.ts";

/** How often wishes to cancel are looked for while tasks are at work, in milliseconds. */
const LOOK = 1_000;

/** A loop that has not looked for so long stands still, in milliseconds. It looks every five seconds. */
const STILL = 15_000;

export interface HeartbeatOptions {
  engine: QueueEngine;
  /** The worker's. */
  id: string;
  log: Logger;
  /** What the worker does with its queues. */
  stations: readonly Station[];
  /** By which all workers tell when they were last seen: the clocks of their machines may differ. */
  clock: ServerClock;
  /** Whether the worker takes no more tasks, because it is about to end. */
  isPaused(): boolean;
}

/** What a worker says of itself where the queues are, and what it hears there. */
export interface Heartbeat {
  /** Beats at once and from then on. Never rejects. */
  begin(): Promise<void>;
  /** Says that the worker leaves in order, and nothing more. Never rejects. */
  leave(): Promise<void>;
}

export function createHeartbeat(options: HeartbeatOptions): Heartbeat {
  const { engine, id, log, stations, clock, isPaused } = options;
  const began = performance.now();
  const timers: NodeJS.Timeout[] = [];
  let isQuiet = false;
  let hasBeaten = false;

  const running = () => stations.flatMap((station) => station.running());

  const notice = (seenAt: number): WorkerNotice => ({
    id,
    host: hostname(),
    pid: process.pid,
    startedAt: Math.round(clock.now() - (performance.now() - began)),
    seenAt,
    memory: process.memoryUsage.rss(),
    queues: stations.map(({ queue, tally }) => ({
      name: queue.name,
      concurrency: queue.concurrency,
      minutes: tally.minutes(),
    })),
    tasks: running()
      .slice(0, 50)
      .map(({ taken: { record }, startedAt: since }) => ({
        id: record.id,
        name: record.name,
        queue: record.queue,
        startedAt: clock.fromOwn(since),
      })),
  });

  const post = (said: WorkerNotice) => engine.post({ [`${WORKER}${id}`]: JSON.stringify(said) });

  /** A sign of life means that tasks are looked for: it stays away when one loop stands still. */
  async function beat(): Promise<void> {
    const silence = isPaused() ? 0 : Math.max(...stations.map((station) => station.sinceLook()));
    const isStill = silence > STILL;
    if (isStill && !isQuiet)
      log.error({ silence: Math.round(silence) }, "the worker does not look for tasks any more");
    isQuiet = isStill;
    if (isStill) return;
    await clock.synchronise();
    const board = await engine.board();
    const isGone = hasBeaten && !(`${WORKER}${id}` in board);
    await post(notice(clock.now()));
    hasBeaten = true;
    if (isGone) await tellEmptied();
    await tidy(board);
  }

  /** What this worker said is gone, and nobody else takes it down: the server has forgotten everything. */
  async function tellEmptied(): Promise<void> {
    log.error("the queue's server came back empty: the tasks that it kept are lost");
    await engine.post({ [EMPTIED]: String(clock.now()) });
  }

  /** Takes down what was said long ago. */
  async function tidy(board: Readonly<Record<string, string>>): Promise<void> {
    const over = clock.now() - KEPT;
    const old = workersOn(board).filter(({ seenAt }) => seenAt < over);
    const wishes = Object.entries(board).filter(
      ([name, at]) => (name.startsWith(CANCEL) || name === EMPTIED) && (timeOf(at) ?? 0) < over,
    );
    const names = [...old.map((other) => `${WORKER}${other.id}`), ...wishes.map(([name]) => name)];
    if (names.length > 0) await engine.unpost(names);
  }

  async function lookForWishes(): Promise<void> {
    const executions = running();
    if (executions.length === 0) return;
    const board = await engine.board();
    for (const execution of executions) {
      const name = `${CANCEL}${execution.taken.record.id}`;
      if (!(name in board)) continue;
      execution.stop("cancelled");
      await engine.unpost([name]);
    }
  }

  /** Does something again and again, one after the other. What fails is tried again with the next turn. */
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
    async begin() {
      every(BEAT, beat);
      every(LOOK, lookForWishes);
      // The loops that take tasks tell of an outage, once for the whole process.
      await beat().catch((error: unknown) => log.debug({ err: error }, "the queue does not answer yet"));
    },
    async leave() {
      for (const timer of timers) clearInterval(timer);
      // Whoever looks meanwhile is not to be told that it died.
      await post({ ...notice(clock.now()), leftAt: clock.now() }).catch(() => {});
    },
  };
}
