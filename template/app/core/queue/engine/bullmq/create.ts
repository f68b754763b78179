import { type IQueueBackend, Job, Queue } from "bullmq";
import { AppError } from "#app/core/errors.ts";
import type { QueueEngine } from "../engine.ts";
import { addTasks } from "./add.ts";
import { createConsumer } from "./consumer.ts";
import { countsOf, type TaskQueue } from "./counts.ts";
import { type Envelope, recordOf, stateOf, TYPES } from "./records.ts";
import type { QueueServer } from "./server.ts";
import { PATIENCE, unavailable, within } from "./unavailable.ts";

/** The queue that holds no task: its properties are the board. */
const BOARD = "board";

/** How much longer each task of a batch may take, in milliseconds: the slowest server that was measured takes a third of it. */
const EACH = 5;

/** Queues kept by BullMQ on a server that it knows. */
export function createBullEngine(server: QueueServer, prefix: { prefix?: string } = {}): QueueEngine {
  const queues = new Map<string, TaskQueue>();
  let opening: Promise<void> | undefined;
  let isOpen = false;

  function open(): Promise<void> {
    opening ??= server.open().then(
      () => {
        isOpen = true;
      },
      (error: unknown) => {
        opening = undefined;
        throw error;
      },
    );
    return opening;
  }

  /** A queue whose server is known to answer: what is sent to one that does not must not arrive later by itself. */
  async function queueOf(name: string): Promise<TaskQueue> {
    if (!isOpen) await open();
    if (server.isAway()) throw unavailable(server.place);
    const known = queues.get(name);
    if (known) return known;
    const made: TaskQueue = new Queue(name, { connection: {}, ...prefix, skipMetasUpdate: true }, server.ask);
    // Each command that fails says so to whoever gave it.
    made.on("error", () => {});
    try {
      await made.waitUntilReady();
    } catch (error) {
      await made.close().catch(() => {});
      throw error;
    }
    const first = queues.get(name) ?? made;
    if (first !== made) await made.close();
    queues.set(name, first);
    return first;
  }

  /** Does something with a queue, and is done with it within a second. */
  function using<Result>(
    name: string,
    work: (queue: TaskQueue) => Promise<Result>,
    patience = PATIENCE,
  ): Promise<Result> {
    const ready = isOpen && !server.isAway() ? queues.get(name) : undefined;
    if (ready) return within(work(ready), server.place, patience);
    // Making a database takes longer the first time, and nobody else is there to wait for.
    if (!isOpen && server.private) return open().then(() => using(name, work, patience));
    return within(queueOf(name).then(work), server.place, patience);
  }

  const board = <Result>(work: (backend: IQueueBackend) => Promise<Result>) =>
    using(BOARD, (queue) => work(queue.getBackend()));

  return {
    kind: server.kind,
    lasting: server.lasting,
    private: server.private,
    open,
    async close() {
      await Promise.allSettled([...queues.values()].map((queue) => queue.close()));
      queues.clear();
      opening = undefined;
      isOpen = false;
      await server.close();
    },
    async ping() {
      const begin = performance.now();
      await board((backend) => backend.getQueueMetaField("ping"));
      return performance.now() - begin;
    },

    add: (name, tasks) => using(name, (queue) => addTasks(queue, tasks), PATIENCE + tasks.length * EACH),
    find: (name, id) =>
      using(name, async (queue) => {
        // In this order, so that what is over has its result.
        const state = stateOf(await queue.getJobState(id));
        const job = state && (await Job.fromId<Envelope, unknown, string>(queue, id));
        return job && { record: recordOf(job), state };
      }),
    list: (name, state, { offset, limit }) =>
      using(name, async (queue) => {
        const isWaiting = state === "waiting" || state === "delayed";
        const jobs = await queue.getJobs([...TYPES[state]], offset, offset + limit - 1, isWaiting);
        return jobs.filter((job) => job !== undefined).map(recordOf);
      }),
    counts: (name) => using(name, countsOf),
    notes: (name, id) => using(name, async (queue) => (await queue.getJobLogs(id)).logs),

    retry: (name, id) =>
      using(name, async (queue) => {
        const job = await Job.fromId<Envelope, unknown, string>(queue, id);
        const state = await job?.getState();
        if (!job || (state !== "failed" && state !== "completed")) return false;
        if (job.stalledCounter > 0) await job.updateData({ ...job.data, forgiven: job.stalledCounter });
        await job.retry(state, { resetAttemptsMade: true, resetAttemptsStarted: true });
        return true;
      }),
    remove: (name, id) =>
      using(
        name,
        async (queue) => (await queue.getJobState(id)) !== "unknown" && (await queue.remove(id)) === 1,
      ),
    pause: (name) => using(name, (queue) => queue.pause()),
    resume: (name) => using(name, (queue) => queue.resume()),
    isPaused: (name) => using(name, (queue) => queue.isPaused()),
    drain: (name) => using(name, (queue) => queue.drain(true)),

    post: (notices) => board(async (backend) => void (await backend.setQueueMeta(notices))),
    board: () => board((backend) => backend.getQueueMeta()),
    unpost: (names) => board(async (backend) => void (await backend.removeQueueMetaFields([...names]))),

    consume(options) {
      if (!isOpen) {
        throw new AppError({
          code: "queue.not-open",
          kind: "internal",
          what: "Tasks were to be taken from a queue that is not open.",
          todo: "Open the queue first.",
        });
      }
      return createConsumer(server.wait, prefix, options);
    },
  };
}
