import type { ConsumeOptions, NewTask, Page, QueueEngine, TaskRecord, TaskState } from "../engine.ts";
import { createMemoryConsumer } from "./consumer.ts";

/** A task in memory. */
export interface Entry {
  record: TaskRecord;
  state: TaskState;
  dueAt: number;
  dedupe: NewTask["dedupe"];
  notes: string[];
}

/** One queue in memory. */
export interface Line {
  entries: Map<string, Entry>;
  isPaused: boolean;
  /** Those who want to know that something changed. */
  watchers: Set<() => void>;
}

/**
 * Queues that live in this process and end with it, for tests: the same promises as on a server, without one.
 *
 * @param now milliseconds since 1970
 */
export function createMemoryEngine(now: () => number = Date.now): QueueEngine {
  const lines = new Map<string, Line>();
  let notices: Record<string, string> = {};

  function lineOf(queue: string): Line {
    const line = lines.get(queue) ?? { entries: new Map(), isPaused: false, watchers: new Set() };
    lines.set(queue, line);
    return line;
  }

  function changed(line: Line): void {
    for (const tell of line.watchers) tell();
  }

  function addOne(queue: string, task: NewTask): { id: string; outcome: "added" | "skipped" | "replaced" } {
    const line = lineOf(queue);
    const equal = [...line.entries.values()].find((entry) => isEqual(entry, task, now()));
    const mayReplace = equal?.state === "delayed" && task.dedupe?.mode === "replace";
    if (equal && !mayReplace) return { id: equal.record.id, outcome: "skipped" };
    if (equal) line.entries.delete(equal.record.id);
    line.entries.set(task.id, entryOf(queue, task, now()));
    changed(line);
    return { id: task.id, outcome: equal ? "replaced" : "added" };
  }

  return {
    kind: "memory",
    lasting: false,
    private: true,
    open: async () => {},
    async close() {
      lines.clear();
      notices = {};
    },
    ping: async () => 0,
    now: async () => now(),
    // A copy, as a server would have.
    add: async (queue, tasks) =>
      tasks.map((task) => addOne(queue, { ...task, payload: structuredClone(task.payload) })),
    async find(queue, id) {
      const entry = lineOf(queue).entries.get(id);
      return entry && { record: { ...entry.record }, state: entry.state };
    },
    list: async (queue, state, page) => recordsIn(lineOf(queue), state, page),
    async heads(queue, state, page) {
      const records = recordsIn(lineOf(queue), state, page);
      return records.map(({ id, name, finishedAt, enqueuedAt }) => ({
        id,
        name,
        at: finishedAt ?? enqueuedAt,
      }));
    },
    findMany: async (queue, ids) =>
      ids.flatMap((id) => {
        const entry = lineOf(queue).entries.get(id);
        return entry ? { ...entry.record } : [];
      }),
    async counts(queue) {
      const counts = { waiting: 0, delayed: 0, active: 0, completed: 0, failed: 0 };
      for (const { state } of lineOf(queue).entries.values()) counts[state] += 1;
      return counts;
    },
    notes: async (queue, id) => [...(lineOf(queue).entries.get(id)?.notes ?? [])],
    async retry(queue, id) {
      const line = lineOf(queue);
      const entry = line.entries.get(id);
      if (entry?.state !== "failed" && entry?.state !== "completed") return false;
      Object.assign(entry.record, { attemptsMade: 0, deaths: 0, finishedAt: undefined });
      entry.state = "waiting";
      changed(line);
      return true;
    },
    async remove(queue, id) {
      const line = lineOf(queue);
      if (line.entries.get(id)?.state === "active") return false;
      return line.entries.delete(id);
    },
    async pause(queue) {
      lineOf(queue).isPaused = true;
    },
    async resume(queue) {
      lineOf(queue).isPaused = false;
      changed(lineOf(queue));
    },
    isPaused: async (queue) => lineOf(queue).isPaused,
    async drain(queue) {
      const { entries } = lineOf(queue);
      for (const [id, { state }] of entries) {
        if (state === "waiting" || state === "delayed") entries.delete(id);
      }
    },
    async post(said) {
      notices = { ...notices, ...said };
    },
    board: async () => ({ ...notices }),
    async unpost(names) {
      notices = Object.fromEntries(Object.entries(notices).filter(([name]) => !names.includes(name)));
    },
    consume: (options: ConsumeOptions) => createMemoryConsumer(lineOf(options.queue), options, now),
  };
}

function recordsIn({ entries }: Line, state: TaskState, { offset, limit }: Page): TaskRecord[] {
  const found = [...entries.values()].filter((entry) => entry.state === state);
  const sorted = state === "waiting" || state === "delayed" ? inTurn(found) : found.toSorted(newestFirst);
  return sorted.slice(offset, offset + limit).map(({ record }) => ({ ...record }));
}

/** In the order in which they will be taken. */
export const inTurn = (entries: readonly Entry[]): Entry[] =>
  entries.toSorted((one, other) => one.record.priority - other.record.priority || one.dueAt - other.dueAt);

const newestFirst = (one: Entry, other: Entry) =>
  (other.record.finishedAt ?? other.record.enqueuedAt) - (one.record.finishedAt ?? one.record.enqueuedAt);

function isEqual(entry: Entry, task: NewTask, now: number): boolean {
  if (!task.dedupe || entry.dedupe?.key !== task.dedupe.key || entry.record.name !== task.name) return false;
  const { within } = task.dedupe;
  if (within !== undefined) return entry.record.enqueuedAt + within > now;
  return entry.state !== "completed" && entry.state !== "failed";
}

const entryOf = (queue: string, task: NewTask, now: number): Entry => ({
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
