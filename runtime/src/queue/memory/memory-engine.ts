import type { ConsumeOptions, NewTask, Page, QueueEngine, TaskRecord, TaskState } from "../engine.ts";
import { createMemoryConsumer } from "./memory-consumer.ts";
import { inRunOrder, type MemoryQueue, type MemoryTask } from "./memory-queue.ts";

/**
 * Queues that live in this process and end with it, for tests. They keep the same promises as those on a server.
 *
 * @param now milliseconds since 1970
 */
export function createMemoryQueueEngine(now: () => number = Date.now): QueueEngine {
  const queues = new Map<string, MemoryQueue>();
  let registry: Record<string, string> = {};

  function queueOf(name: string): MemoryQueue {
    const queue = queues.get(name) ?? { tasks: new Map(), isPaused: false, listeners: new Set() };
    queues.set(name, queue);
    return queue;
  }

  function notify(queue: MemoryQueue): void {
    for (const listener of queue.listeners) listener();
  }

  function addOne(queue: string, task: NewTask): { id: string; outcome: "added" | "skipped" | "replaced" } {
    const stored = queueOf(queue);
    const equal = [...stored.tasks.values()].find((entry) => isEqual(entry, task, now()));
    const mayReplace = equal?.state === "delayed" && task.dedupe?.mode === "replace";
    if (equal && !mayReplace) return { id: equal.record.id, outcome: "skipped" };
    if (equal) stored.tasks.delete(equal.record.id);
    stored.tasks.set(task.id, toMemoryTask(queue, task, now()));
    notify(stored);
    return { id: task.id, outcome: equal ? "replaced" : "added" };
  }

  return {
    kind: "memory",
    lasting: false,
    private: true,
    open: async () => {},
    async close() {
      queues.clear();
      registry = {};
    },
    ping: async () => 0,
    now: async () => now(),
    // A copy, as a server would have.
    add: async (queue, tasks) =>
      tasks.map((task) => addOne(queue, { ...task, payload: structuredClone(task.payload) })),
    async find(queue, id) {
      const entry = queueOf(queue).tasks.get(id);
      return entry && { record: { ...entry.record }, state: entry.state };
    },
    list: async (queue, state, page) => recordsIn(queueOf(queue), state, page),
    async heads(queue, state, page) {
      const records = recordsIn(queueOf(queue), state, page);
      return records.map(({ id, name, finishedAt, enqueuedAt }) => ({
        id,
        name,
        at: finishedAt ?? enqueuedAt,
      }));
    },
    findMany: async (queue, ids) =>
      ids.flatMap((id) => {
        const entry = queueOf(queue).tasks.get(id);
        return entry ? { ...entry.record } : [];
      }),
    async counts(queue) {
      const counts = { waiting: 0, delayed: 0, active: 0, completed: 0, failed: 0 };
      for (const { state } of queueOf(queue).tasks.values()) counts[state] += 1;
      return counts;
    },
    notes: async (queue, id) => [...(queueOf(queue).tasks.get(id)?.notes ?? [])],
    async retry(queue, id) {
      const stored = queueOf(queue);
      const entry = stored.tasks.get(id);
      if (entry?.state !== "failed" && entry?.state !== "completed") return false;
      Object.assign(entry.record, { attemptsMade: 0, deaths: 0, finishedAt: undefined });
      entry.state = "waiting";
      notify(stored);
      return true;
    },
    async remove(queue, id) {
      const stored = queueOf(queue);
      if (stored.tasks.get(id)?.state === "active") return false;
      return stored.tasks.delete(id);
    },
    async pause(queue) {
      queueOf(queue).isPaused = true;
    },
    async resume(queue) {
      queueOf(queue).isPaused = false;
      notify(queueOf(queue));
    },
    isPaused: async (queue) => queueOf(queue).isPaused,
    async drain(queue) {
      const { tasks } = queueOf(queue);
      for (const [id, { state }] of tasks) {
        if (state === "waiting" || state === "delayed") tasks.delete(id);
      }
    },
    async writeEntries(entries) {
      registry = { ...registry, ...entries };
    },
    readEntries: async () => ({ ...registry }),
    async deleteEntries(names) {
      registry = Object.fromEntries(Object.entries(registry).filter(([name]) => !names.includes(name)));
    },
    consume: (options: ConsumeOptions) => createMemoryConsumer(queueOf(options.queue), options, now),
  };
}

function recordsIn({ tasks }: MemoryQueue, state: TaskState, { offset, limit }: Page): TaskRecord[] {
  const found = [...tasks.values()].filter((entry) => entry.state === state);
  const sorted = state === "waiting" || state === "delayed" ? inRunOrder(found) : found.toSorted(newestFirst);
  return sorted.slice(offset, offset + limit).map(({ record }) => ({ ...record }));
}

const newestFirst = (one: MemoryTask, other: MemoryTask) =>
  (other.record.finishedAt ?? other.record.enqueuedAt) - (one.record.finishedAt ?? one.record.enqueuedAt);

function isEqual(entry: MemoryTask, task: NewTask, now: number): boolean {
  if (!task.dedupe || entry.dedupe?.key !== task.dedupe.key || entry.record.name !== task.name) return false;
  const { within } = task.dedupe;
  if (within !== undefined) return entry.record.enqueuedAt + within > now;
  return entry.state !== "completed" && entry.state !== "failed";
}

const toMemoryTask = (queue: string, task: NewTask, now: number): MemoryTask => ({
  state: task.delay > 0 ? "delayed" : "waiting",
  dueAt: now + task.delay,
  dedupe: task.dedupe,
  notes: [],
  record: {
    id: task.id,
    name: task.name,
    queue,
    payload: task.payload,
    attempts: task.attempts,
    attemptsMade: 0,
    deaths: 0,
    priority: task.priority,
    requestId: task.requestId,
    progress: 0,
    result: null,
    error: undefined,
    stacks: [],
    enqueuedAt: now,
    delay: task.delay,
    startedAt: undefined,
    finishedAt: undefined,
    worker: undefined,
  },
});
