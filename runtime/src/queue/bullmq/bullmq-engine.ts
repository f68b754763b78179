import { type IQueueBackend, Job, Queue } from "bullmq";
import type { QueueEngine } from "../engine.ts";
import { queueNotOpen } from "../lazy-engine.ts";
import { addTasks } from "./add-tasks.ts";
import { createBullmqConsumer } from "./bullmq-consumer.ts";
import { countTasks, type TaskQueue } from "./counts.ts";
import { idsOf, isMalformed, readRecord, recordsOf } from "./pages.ts";
import type { QueueServer } from "./queue-server.ts";
import { type Envelope, stateOf } from "./records.ts";
import { RESPONSE_TIMEOUT_MS, withTimeout } from "./unavailable.ts";

/** The queue without tasks whose properties are the registry. */
const REGISTRY_QUEUE = "board";

/**
 * BullMQ would read INFO, which users with few rights may not, would keep failing after a refusal, and print warnings past the
 * log. The version and the eviction policy are checked by the health of Redis.
 */
const SKIP_VERSION_CHECK = { skipVersionCheck: true };

/** How much longer a batch may take for each of its tasks: the slowest server that was measured takes a third of it. */
const BATCH_TASK_MS = 5;

/** Queues that BullMQ stores on a server. @param prefix of its keys on Redis */
export function createBullmqEngine(server: QueueServer, prefix: { prefix?: string } = {}): QueueEngine {
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

  /** A queue whose server responds: a command to one that does not must not be sent later by itself. */
  async function queueOf(name: string): Promise<TaskQueue> {
    if (!isOpen) await open();
    const trouble = server.trouble();
    if (trouble) throw trouble;
    const known = queues.get(name);
    if (known) return known;
    const created: TaskQueue = new Queue(
      name,
      { connection: {}, ...prefix, ...SKIP_VERSION_CHECK, skipMetasUpdate: true },
      server.ask,
    );
    // Each command that fails rejects for its caller.
    created.on("error", () => {});
    try {
      await created.waitUntilReady();
    } catch (error) {
      await created.close().catch(() => {});
      throw error;
    }
    const first = queues.get(name) ?? created;
    if (first !== created) await created.close();
    queues.set(name, first);
    return first;
  }

  /** Uses a queue within a second. */
  function using<Result>(
    name: string,
    work: (queue: TaskQueue) => Promise<Result>,
    timeoutMs = RESPONSE_TIMEOUT_MS,
  ): Promise<Result> {
    const ready = isOpen && !server.trouble() ? queues.get(name) : undefined;
    if (ready) return withTimeout(work(ready), server, timeoutMs);
    // The first start of an embedded database takes longer, and serves no other process.
    if (!isOpen && server.private) return open().then(() => using(name, work, timeoutMs));
    return withTimeout(queueOf(name).then(work), server, timeoutMs);
  }

  const withRegistry = <Result>(work: (backend: IQueueBackend) => Promise<Result>) =>
    using(REGISTRY_QUEUE, (queue) => work(queue.getBackend()));

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
    now: () => withTimeout(server.now(), server, RESPONSE_TIMEOUT_MS),
    async ping() {
      const begin = performance.now();
      // A write, since a read-only server takes no task.
      await withRegistry((backend) => backend.setQueueMeta({ ping: "1" }));
      return performance.now() - begin;
    },

    add: (name, tasks) =>
      using(name, (queue) => addTasks(queue, tasks), RESPONSE_TIMEOUT_MS + tasks.length * BATCH_TASK_MS),
    find: (name, id) =>
      using(name, async (queue) => {
        // In this order, so that a task that has ended has its result.
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
    counts: (name) => using(name, countTasks),
    notes: (name, id) => using(name, async (queue) => (await queue.getJobLogs(id)).logs),

    retry: (name, id) =>
      using(name, async (queue) => {
        const job = await Job.fromId<Envelope, unknown, string>(queue, id).catch((error: unknown) => {
          // A record that cannot be read cannot run.
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

    writeEntries: (entries) =>
      withRegistry(async (backend) => void (await backend.setQueueMeta({ ...entries }))),
    readEntries: () => withRegistry((backend) => backend.getQueueMeta()),
    deleteEntries: (names) =>
      withRegistry(async (backend) => void (await backend.removeQueueMetaFields([...names]))),

    consume(options) {
      if (!isOpen) throw queueNotOpen();
      return createBullmqConsumer(server, { ...prefix, ...SKIP_VERSION_CHECK }, options);
    },
  };
}
