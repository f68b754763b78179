import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import type { QueueEngine, TaskState } from "../engine.ts";
import { createEnqueuer, type Enqueuer } from "../enqueuer.ts";
import { createTaskResults, type TaskResults } from "../results.ts";
import type { QueueDefinition } from "../task/define-queue.ts";
import type { Task } from "../task/define-task.ts";
import type { EnqueueOptions } from "../task/prepare-task.ts";
import { unknownTask } from "../task/task-errors.ts";
import { queueOfTask } from "../task/task-id.ts";
import { EMPTIED_ENTRY, parseTime, parseWorkers, type WorkerEntry } from "../work/registry.ts";
import { describeQueue, describeTask, describeWorker, timelineOf } from "./describe.ts";
import { forEachFailed } from "./for-each-failed.ts";
import { isActive, noContract, notOver, unknownQueue } from "./operation-errors.ts";
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
} from "./reports.ts";
import { readTaskPage } from "./task-page.ts";

/** What a tasks service is created from. */
export interface TasksServiceOptions {
  readonly engine: QueueEngine;
  readonly queues: readonly QueueDefinition[];
  /** The tasks that can be enqueued by name. */
  readonly contracts: readonly Task[];
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** Which tasks are listed. */
export interface TaskFilter {
  readonly state: TaskState;
  /** Default: every queue. */
  readonly queue?: string;
  /** Of one contract only. */
  readonly name?: string;
  /** Default: 0. */
  readonly offset?: number;
  /** At most 1000; default: 50. */
  readonly limit?: number;
}

/** Which failed tasks are meant. */
export interface FailedFilter {
  /** Default: every queue. */
  readonly queue?: string;
  /** Of one contract only. */
  readonly name?: string;
}

/** How often a followed task is read. */
const FOLLOW_INTERVAL_MS = 500;

/** What operators can see of tasks and do with them, whichever process runs them. */
export class TasksService {
  readonly #engine: QueueEngine;
  readonly #queues: readonly QueueDefinition[];
  readonly #contracts: readonly Task[];
  readonly #enqueuer: Enqueuer;
  readonly #results: TaskResults;
  readonly #now: () => number;

  constructor({ engine, queues, contracts, now = Date.now }: TasksServiceOptions) {
    this.#engine = engine;
    this.#queues = queues;
    this.#contracts = contracts;
    this.#enqueuer = createEnqueuer(engine);
    this.#results = createTaskResults(engine);
    this.#now = now;
  }

  /** The engine of the queues, and whether tasks outlive the process there. */
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
   * @param payload any value; the contract validates it
   * @throws AppError `tasks.no-contract`, `tasks.invalid-payload` and its like, `queue.unavailable`
   */
  async enqueue(name: string, payload: unknown, options?: EnqueueOptions): Promise<EnqueuedReport> {
    const contract = this.#contracts.find((known) => known.name === name);
    if (!contract) throw noContract(name, this.#contracts);
    const { taskId, outcome } = await this.#enqueuer.enqueue(contract, payload, options);
    return { taskId, outcome, name, queue: contract.queue };
  }

  /**
   * One page of the tasks in one state: ended tasks newest first, waiting ones in the order in which they will run.
   *
   * @throws AppError `queues.unknown`, `tasks.page-too-deep`
   */
  async list({ state, queue, name, offset = 0, limit = 50 }: TaskFilter): Promise<TasksReport> {
    const queues = queue === undefined ? this.#queues : [this.#queue(queue)];
    const names = queues.map((own) => own.name);
    const page = { offset, limit: Math.min(limit, 1_000) };
    const { records, total } = await readTaskPage(this.#engine, { queues: names, state, name, page });
    return { tasks: records.map((record) => describeTask(record, state, this.#now())), total };
  }

  /** One task with its timeline. @throws AppError `tasks.unknown` */
  async show(taskId: string): Promise<TaskWithTimeline> {
    const { record, state } = await this.#find(taskId);
    const notes = await this.#engine.notes(record.queue, taskId);
    return {
      task: describeTask(record, state, this.#now()),
      timeline: timelineOf(record, state, notes),
      stacks: [...record.stacks],
    };
  }

  /** The task now, and again after each change, until it has ended. @throws AppError `tasks.unknown` */
  async *follow(taskId: string, signal: AbortSignal): AsyncGenerator<TaskReport> {
    let last = "";
    while (!signal.aborted) {
      const { record, state } = await this.#find(taskId);
      const task = describeTask(record, state, this.#now());
      const seen = JSON.stringify({ ...task, duration: null });
      if (seen !== last) yield task;
      if (state === "completed" || state === "failed") return;
      last = seen;
      // An aborted delay ends the loop.
      await delay(FOLLOW_INTERVAL_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Runs a failed or completed task again, with all its attempts. @throws AppError `tasks.unknown`, `tasks.not-over` */
  async retry(taskId: string): Promise<TaskReport> {
    const { record } = await this.#find(taskId);
    if (!(await this.#engine.retry(record.queue, taskId))) throw notOver(taskId);
    return (await this.show(taskId)).task;
  }

  /** Deletes a task that is not active. @throws AppError `tasks.unknown`, `tasks.active` */
  async discard(taskId: string): Promise<TaskReport> {
    const { record, state } = await this.#find(taskId);
    if (!(await this.#engine.remove(record.queue, taskId))) throw isActive(taskId);
    return describeTask(record, state, this.#now());
  }

  /** Runs every failed task again. @throws AppError `queues.unknown` */
  retryAll(filter: FailedFilter = {}): Promise<CountReport> {
    return this.#forEachFailed(filter, (queue, id) => this.#engine.retry(queue, id));
  }

  /** Deletes every failed task. @throws AppError `queues.unknown` */
  discardAll(filter: FailedFilter = {}): Promise<CountReport> {
    return this.#forEachFailed(filter, (queue, id) => this.#engine.remove(queue, id));
  }

  /** Deletes a task that has not started, or asks its worker to stop it. @throws AppError `tasks.unknown` */
  async cancel(taskId: string): Promise<CancelledReport> {
    return { taskId, outcome: await this.#results.cancel(taskId) };
  }

  /** Every queue and worker. */
  async queues(): Promise<QueuesReport> {
    const snapshot = await this.#snapshot();
    const queues = await Promise.all(this.#queues.map((queue) => this.#describe(queue, snapshot)));
    const workers = listWorkers(snapshot);
    const trouble = workers.some(({ alive }) => alive) ? null : await this.#trouble();
    return { ...this.store, queues, workers, trouble };
  }

  /** One queue. @throws AppError `queues.unknown` */
  async queue(name: string): Promise<QueueReport> {
    return this.#describe(this.#queue(name), await this.#snapshot());
  }

  /** The running workers, and those that were lost a moment ago. */
  async workers(): Promise<WorkerReport[]> {
    return listWorkers(await this.#snapshot());
  }

  /** Its tasks wait from now on, over restarts too. Active tasks continue. @throws AppError `queues.unknown` */
  async pause(name: string): Promise<QueueReport> {
    await this.#engine.pause(this.#queue(name).name);
    return this.queue(name);
  }

  /** Undoes `pause`. @throws AppError `queues.unknown` */
  async resume(name: string): Promise<QueueReport> {
    await this.#engine.resume(this.#queue(name).name);
    return this.queue(name);
  }

  /** Deletes every waiting and delayed task. @returns how many @throws AppError `queues.unknown` */
  async drain(name: string): Promise<CountReport> {
    const { waiting, delayed } = await this.#engine.counts(this.#queue(name).name);
    await this.#engine.drain(name);
    return { count: waiting + delayed };
  }

  /** When the queue's server was last found empty, in milliseconds since 1970; undefined when that was not in the last minutes. */
  async emptiedAt(): Promise<number | undefined> {
    return parseTime((await this.#engine.readEntries())[EMPTIED_ENTRY]);
  }

  /** The clock of the queue's server, in milliseconds since 1970. @throws AppError `queue.unavailable` */
  serverTime(): Promise<number> {
    return this.#engine.now();
  }

  /** How long the queue's server takes to respond, in milliseconds. @throws AppError `queue.*` or `redis.*` where it refuses writes */
  ping(): Promise<number> {
    return this.#engine.ping();
  }

  async #describe(queue: QueueDefinition, { workers, now }: RegistrySnapshot): Promise<QueueReport> {
    const [counts, paused, [oldest]] = await Promise.all([
      this.#engine.counts(queue.name),
      this.#engine.isPaused(queue.name),
      this.#engine.list(queue.name, "waiting", { offset: 0, limit: 1 }),
    ]);
    return describeQueue({ queue, counts, paused, oldest, workers, now });
  }

  async #snapshot(): Promise<RegistrySnapshot> {
    const [entries, now] = await Promise.all([this.#engine.readEntries(), this.#engine.now()]);
    return { workers: parseWorkers(entries), now };
  }

  /** Why workers cannot write their heartbeat; null where they can. */
  #trouble(): Promise<string | null> {
    return this.#engine.ping().then(
      () => null,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
  }

  async #forEachFailed(
    { queue, name }: FailedFilter,
    work: (queue: string, id: string) => Promise<boolean>,
  ): Promise<CountReport> {
    const queues = queue === undefined ? this.#queues : [this.#queue(queue)];
    const names = queues.map((each) => each.name);
    return { count: await forEachFailed(this.#engine, { queues: names, name, work }) };
  }

  async #find(taskId: string) {
    const queue = queueOfTask(taskId);
    const known = this.#queues.some(({ name }) => name === queue);
    const found = queue !== undefined && known ? await this.#engine.find(queue, taskId) : undefined;
    if (!found) throw unknownTask(taskId);
    return found;
  }

  #queue(name: string): QueueDefinition {
    const queue = this.#queues.find((known) => known.name === name);
    if (!queue) throw unknownQueue(name, this.#queues);
    return queue;
  }
}

/** The worker registry, and the time by the clock that its entries use. */
interface RegistrySnapshot {
  readonly workers: readonly WorkerEntry[];
  readonly now: number;
}

/** A worker that stopped in order is not listed. */
const listWorkers = ({ workers, now }: RegistrySnapshot): WorkerReport[] =>
  workers
    .filter(({ leftAt }) => leftAt === undefined)
    .toSorted((one, other) => one.startedAt - other.startedAt)
    .map((worker) => describeWorker(worker, now));
