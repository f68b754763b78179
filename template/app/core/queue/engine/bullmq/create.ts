import { AppError } from "@aegis-stack/runtime/errors";
import { type IQueueBackend, Job, Queue } from "bullmq";
import type { QueueEngine } from "../engine.ts";
import { addTasks } from "./add.ts";
import { createConsumer } from "./consumer.ts";
import { countsOf, type TaskQueue } from "./counts.ts";
import { idsOf, isMalformed, readRecord, recordsOf } from "./pages.ts";
import { type Envelope, stateOf } from "./records.ts";
import type { QueueServer } from "./server.ts";
import { PATIENCE, within } from "./unavailable.ts";

/** The queue that holds no task: its properties are the board. */
const BOARD = "board";

/**
 * The library would read INFO, which users with few rights may not, remember its refusal for ever, and print what it
 * thinks of the server past the log. The version and the eviction policy are checked by the health of Redis.
 */
const WITHOUT_CHECK = { skipVersionCheck: true };

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
        throw server.explain(error);
      },
    );
    return opening;
  }

  /** A queue whose server is known to answer: what is sent to one that does not must not arrive later by itself. */
  async function queueOf(name: string): Promise<TaskQueue> {
    if (!isOpen) await open();
    const trouble = server.trouble();
    if (trouble) throw trouble;
    const known = queues.get(name);
    if (known) return known;
    const made: TaskQueue = new Queue(
      name,
      { connection: {}, ...prefix, ...WITHOUT_CHECK, skipMetasUpdate: true },
      server.ask,
    );
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
    const ready = isOpen && !server.trouble() ? queues.get(name) : undefined;
    if (ready) return within(work(ready), server, patience);
    // Making a database takes longer the first time, and nobody else is there to wait for.
    if (!isOpen && server.private) return open().then(() => using(name, work, patience));
    return within(queueOf(name).then(work), server, patience);
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
    now: () => within(server.now(), server, PATIENCE),
    async ping() {
      const begin = performance.now();
      // Written, since a server that only reads takes no task.
      await board((backend) => backend.setQueueMeta({ ping: "1" }));
      return performance.now() - begin;
    },

    add: (name, tasks) => using(name, (queue) => addTasks(queue, tasks), PATIENCE + tasks.length * EACH),
    find: (name, id) =>
      using(name, async (queue) => {
        // In this order, so that what is over has its result.
        const state = stateOf(await queue.getJobState(id));
        const record = state && (await readRecord(queue, id));
        return record && { record, state };
      }),
    list: (name, state, page) =>
      using(name, async (queue) =>
        recordsOf(queue, await idsOf(queue, state, page, server.slicesFromNewest)),
      ),
    heads: (name, state, page) =>
      using(name, async (queue) =>
        server.heads(queue, await idsOf(queue, state, page, server.slicesFromNewest)),
      ),
    findMany: (name, ids) => using(name, (queue) => recordsOf(queue, ids)),
    counts: (name) => using(name, countsOf),
    notes: (name, id) => using(name, async (queue) => (await queue.getJobLogs(id)).logs),

    retry: (name, id) =>
      using(name, async (queue) => {
        const job = await Job.fromId<Envelope, unknown, string>(queue, id).catch((error: unknown) => {
          // One that cannot be read cannot be run either.
          if (isMalformed(error)) return undefined;
          throw error;
        });
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
      return createConsumer(server, { ...prefix, ...WITHOUT_CHECK }, options);
    },
  };
}
