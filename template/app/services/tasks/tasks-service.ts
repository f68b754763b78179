import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import type { QueueEngine, TaskState } from "#app/core/queue/engine/engine.ts";
import { createProducer, type Producer } from "#app/core/queue/enqueue.ts";
import { createResults, type Results } from "#app/core/queue/results.ts";
import { unknownTask } from "#app/core/queue/task/faults.ts";
import type { EnqueueOptions } from "#app/core/queue/task/prepare.ts";
import type { Queue } from "#app/core/queue/task/queue.ts";
import type { Task } from "#app/core/queue/task/task.ts";
import { queueOfTask } from "#app/core/queue/task/task-id.ts";
import { EMPTIED, timeOf, type WorkerNotice, workersOn } from "#app/core/queue/work/notices.ts";
import { describeQueue, describeTask, describeWorker, timelineOf } from "./describe.ts";
import { isActive, noContract, notOver, unknownQueue } from "./faults.ts";
import { pageOfTasks } from "./page-of-tasks.ts";
import type {
  CancelledReport,
  ContractReport,
  CountReport,
  EnqueuedReport,
  QueueReport,
  QueuesReport,
  TaskReport,
  TasksReport,
  TaskWithTimeline,
  WorkerReport,
} from "./report.ts";

export interface TasksServiceOptions {
  engine: QueueEngine;
  queues: readonly Queue[];
  contracts: readonly Task[];
  /** Milliseconds since 1970. */
  now?: () => number;
}

/** Which tasks are asked for. */
export interface TaskFilter {
  state: TaskState;
  /** Not given: all of them. */
  queue?: string;
  /** Of one contract only. */
  name?: string;
  /** Default: 0. */
  offset?: number;
  /** At most 1000; default: 50. */
  limit?: number;
}

/** How many tasks are looked at together where all of them are meant. */
const BATCH = 500;

/** How often a task that is followed is looked at, in milliseconds. */
const LOOK = 500;

/** What can be known of tasks and done with them, whichever process runs them. */
export class TasksService {
  readonly #engine: QueueEngine;
  readonly #queues: readonly Queue[];
  readonly #contracts: readonly Task[];
  readonly #producer: Producer;
  readonly #results: Results;
  readonly #now: () => number;

  constructor({ engine, queues, contracts, now = Date.now }: TasksServiceOptions) {
    this.#engine = engine;
    this.#queues = queues;
    this.#contracts = contracts;
    this.#producer = createProducer(engine);
    this.#results = createResults(engine);
    this.#now = now;
  }

  /** What the queues are kept on, and whether tasks outlive the process there. */
  get store(): Pick<QueuesReport, "engine" | "lasting"> {
    return { engine: this.#engine.kind, lasting: this.#engine.lasting };
  }

  /** Every task that can be enqueued, by its name. */
  contracts(): ContractReport[] {
    return this.#contracts
      .map(({ name, description, queue, attempts, timeout, payload }) => ({
        name,
        description,
        queue,
        attempts,
        timeout,
        payload: z
          .record(z.string(), z.unknown())
          .parse(z.toJSONSchema(payload, { io: "input", unrepresentable: "any" })),
      }))
      .toSorted((one, other) => one.name.localeCompare(other.name));
  }

  /**
   * Enqueues a task by its name.
   *
   * @param payload whatever came in; the contract decides whether it will do
   * @throws AppError `tasks.no-contract`, `tasks.invalid-payload` and its like, `queue.unavailable`
   */
  async enqueue(name: string, payload: unknown, options?: EnqueueOptions): Promise<EnqueuedReport> {
    const contract = this.#contracts.find((known) => known.name === name);
    if (!contract) throw noContract(name, this.#contracts);
    const { taskId, outcome } = await this.#producer.enqueue(contract, payload, options);
    return { taskId, outcome, name, queue: contract.queue };
  }

  /**
   * One page of the tasks in one state: those over newest first, those that wait in turn.
   *
   * @throws AppError `queues.unknown`, `tasks.page-too-deep`
   */
  async list({ state, queue, name, offset = 0, limit = 50 }: TaskFilter): Promise<TasksReport> {
    const queues = queue === undefined ? this.#queues : [this.#queue(queue)];
    const names = queues.map((own) => own.name);
    const page = { offset, limit: Math.min(limit, 1_000) };
    const { records, total } = await pageOfTasks(this.#engine, { queues: names, state, name, page });
    return { tasks: records.map((record) => describeTask(record, state, this.#now())), total };
  }

  /** @throws AppError `tasks.unknown` */
  async show(taskId: string): Promise<TaskWithTimeline> {
    const { record, state } = await this.#find(taskId);
    const notes = await this.#engine.notes(record.queue, taskId);
    return {
      task: describeTask(record, state, this.#now()),
      timeline: timelineOf(record, state, notes),
      stacks: [...record.stacks],
    };
  }

  /** The task now, and again each time that it has changed, until it is over. @throws AppError `tasks.unknown` */
  async *follow(taskId: string, signal: AbortSignal): AsyncGenerator<TaskReport> {
    let last = "";
    while (!signal.aborted) {
      const { record, state } = await this.#find(taskId);
      const task = describeTask(record, state, this.#now());
      const seen = JSON.stringify({ ...task, duration: null });
      if (seen !== last) yield task;
      if (state === "completed" || state === "failed") return;
      last = seen;
      // Cut short, it only ends the loop.
      await delay(LOOK, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Runs a failed or completed task again, with all its attempts. @throws AppError `tasks.unknown`, `tasks.not-over` */
  async retry(taskId: string): Promise<TaskReport> {
    const { record } = await this.#find(taskId);
    if (!(await this.#engine.retry(record.queue, taskId))) throw notOver(taskId);
    return (await this.show(taskId)).task;
  }

  /** Forgets a task that is not at work. @throws AppError `tasks.unknown`, `tasks.active` */
  async discard(taskId: string): Promise<TaskReport> {
    const { record, state } = await this.#find(taskId);
    if (!(await this.#engine.remove(record.queue, taskId))) throw isActive(taskId);
    return describeTask(record, state, this.#now());
  }

  /** Runs every failed task again. @throws AppError `queues.unknown` */
  retryAll(filter: { queue?: string; name?: string } = {}): Promise<CountReport> {
    return this.#each(filter, (queue, id) => this.#engine.retry(queue, id));
  }

  /** Forgets every failed task. @throws AppError `queues.unknown` */
  discardAll(filter: { queue?: string; name?: string } = {}): Promise<CountReport> {
    return this.#each(filter, (queue, id) => this.#engine.remove(queue, id));
  }

  /** Forgets a task that was not begun, or asks its worker to stop it. @throws AppError `tasks.unknown` */
  async cancel(taskId: string): Promise<CancelledReport> {
    return { taskId, outcome: await this.#results.cancel(taskId) };
  }

  /** Every queue and worker. */
  async queues(): Promise<QueuesReport> {
    const seen = await this.#seen();
    const queues = await Promise.all(this.#queues.map((queue) => this.#describe(queue, seen)));
    const workers = listed(seen);
    const trouble = workers.some(({ alive }) => alive) ? null : await this.#trouble();
    return { ...this.store, queues, workers, trouble };
  }

  /** @throws AppError `queues.unknown` */
  async queue(name: string): Promise<QueueReport> {
    return this.#describe(this.#queue(name), await this.#seen());
  }

  /** The workers that live, and those that were lost a moment ago. */
  async workers(): Promise<WorkerReport[]> {
    return listed(await this.#seen());
  }

  /** From now on its tasks wait, over restarts too. What is at work goes on. @throws AppError `queues.unknown` */
  async pause(name: string): Promise<QueueReport> {
    await this.#engine.pause(this.#queue(name).name);
    return this.queue(name);
  }

  /** @throws AppError `queues.unknown` */
  async resume(name: string): Promise<QueueReport> {
    await this.#engine.resume(this.#queue(name).name);
    return this.queue(name);
  }

  /** Forgets every task that waits or is delayed. @returns how many @throws AppError `queues.unknown` */
  async drain(name: string): Promise<CountReport> {
    const { waiting, delayed } = await this.#engine.counts(this.#queue(name).name);
    await this.#engine.drain(name);
    return { count: waiting + delayed };
  }

  /** When the queue's server was last found empty, in milliseconds since 1970; undefined when that was not lately. */
  async emptiedAt(): Promise<number | undefined> {
    return timeOf((await this.#engine.board())[EMPTIED]);
  }

  /** The clock of the queue's server, in milliseconds since 1970. @throws AppError `queue.unavailable` */
  serverTime(): Promise<number> {
    return this.#engine.now();
  }

  /** How long the queue's server takes to answer, in milliseconds. @throws AppError `queue.*` or `redis.*` where it cannot be written to */
  ping(): Promise<number> {
    return this.#engine.ping();
  }

  async #describe(queue: Queue, { workers, now }: Seen): Promise<QueueReport> {
    const [counts, paused, [oldest]] = await Promise.all([
      this.#engine.counts(queue.name),
      this.#engine.isPaused(queue.name),
      this.#engine.list(queue.name, "waiting", { offset: 0, limit: 1 }),
    ]);
    return describeQueue({ queue, counts, paused, oldest, workers, now });
  }

  async #seen(): Promise<Seen> {
    const [board, now] = await Promise.all([this.#engine.board(), this.#engine.now()]);
    return { workers: workersOn(board), now };
  }

  /** Why workers could not tell that they live; null where they could. */
  #trouble(): Promise<string | null> {
    return this.#engine.ping().then(
      () => null,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
  }

  async #each(
    { queue, name }: { queue?: string; name?: string },
    work: (queue: string, id: string) => Promise<boolean>,
  ): Promise<CountReport> {
    const queues = queue === undefined ? this.#queues : [this.#queue(queue)];
    // What fails again meanwhile is not meant: a poisoned task would otherwise keep this going for ever.
    const seen = new Set<string>();
    let count = 0;
    for (const own of queues) {
      let offset = 0;
      for (;;) {
        const records = await this.#engine.heads(own.name, "failed", { offset, limit: BATCH });
        if (records.length === 0) break;
        const meant = records.filter(
          (record) => (name === undefined || record.name === name) && !seen.has(record.id),
        );
        for (const { id } of meant) seen.add(id);
        const done = await Promise.all(meant.map((record) => work(own.name, record.id)));
        const gone = done.filter(Boolean).length;
        count += gone;
        // Those that stay are still in front of the rest.
        offset += records.length - gone;
      }
    }
    return { count };
  }

  async #find(taskId: string) {
    const queue = queueOfTask(taskId);
    const known = this.#queues.some(({ name }) => name === queue);
    const found = queue !== undefined && known ? await this.#engine.find(queue, taskId) : undefined;
    if (!found) throw unknownTask(taskId);
    return found;
  }

  #queue(name: string): Queue {
    const queue = this.#queues.find((known) => known.name === name);
    if (!queue) throw unknownQueue(name, this.#queues);
    return queue;
  }
}

/** What the workers have told, and what time it is now by the clock that they told it with. */
interface Seen {
  workers: readonly WorkerNotice[];
  now: number;
}

/** A worker that left in order is not listed. */
const listed = ({ workers, now }: Seen): WorkerReport[] =>
  workers
    .filter(({ leftAt }) => leftAt === undefined)
    .toSorted((one, other) => one.startedAt - other.startedAt)
    .map((worker) => describeWorker(worker, now));
