import { MINUTE_MS } from "../../time/index.ts";
import type { TaskRecord, TaskState } from "../engine.ts";
import type { QueueDefinition } from "../task/define-queue.ts";
import { HEARTBEAT_TIMEOUT_MS, type WorkerEntry } from "../work/registry.ts";
import { readNote } from "../work/timeline.ts";
import { hideLinkTokens } from "./hide-link-tokens.ts";
import type { QueueReport, TaskReport, TimelineEntry, WorkerReport } from "./reports.ts";

/** The last instant that a date can represent, in milliseconds since 1970. */
const MAX_DATE_MS = 8.64e15;

/** The minutes that a rate is an average of. */
const RATE_MINUTES = 5;

/** A task as the API returns it. */
export function describeTask(record: TaskRecord, state: TaskState, now: number): TaskReport {
  const { startedAt, finishedAt, delay } = record;
  const until = finishedAt ?? (state === "active" ? now : undefined);
  return {
    id: record.id,
    name: record.name,
    queue: record.queue,
    state,
    payload: hideLinkTokens(record.payload),
    attempts: record.attempts,
    attemptsMade: record.attemptsMade,
    deaths: record.deaths,
    priority: record.priority,
    progress: record.progress,
    result: record.result,
    error: record.error ?? null,
    enqueuedAt: iso(record.enqueuedAt),
    // Before the first attempt it counts from when it was enqueued, afterwards from the failure, which is close to the start.
    dueAt: state === "delayed" ? iso((startedAt ?? record.enqueuedAt) + delay) : null,
    startedAt: startedAt === undefined ? null : iso(startedAt),
    finishedAt: finishedAt === undefined ? null : iso(finishedAt),
    duration: startedAt === undefined || until === undefined ? null : Math.max(0, until - startedAt),
    worker: record.worker ?? null,
  };
}

/** What happened to a task, oldest first. */
export function timelineOf(record: TaskRecord, state: TaskState, notes: readonly string[]): TimelineEntry[] {
  const entries: TimelineEntry[] = [{ at: iso(record.enqueuedAt), kind: "enqueued", text: "Enqueued." }];
  let lastStart = -1;
  const lostWorkers = new Set<string>();
  for (const line of notes) {
    const note = readNote(line);
    if (!note) continue;
    const { kind, startedAt, attempt, worker = "" } = note;
    if (startedAt !== undefined) {
      // Each attempt after a death records it.
      if (kind === "died" && lostWorkers.has(worker)) continue;
      if (kind === "died") lostWorkers.add(worker);
      lastStart = Math.max(lastStart, startedAt);
      entries.push(startOf(startedAt, attempt, note.worker, kind === "died"));
    }
    entries.push({ at: iso(note.at), kind, text: note.text });
  }
  // The last attempt may not have ended, or not with a note.
  if (record.startedAt !== undefined && record.startedAt > lastStart) {
    const last = record.attemptsMade + (state === "completed" || state === "failed" ? 0 : 1) + record.deaths;
    entries.push(startOf(record.startedAt, Math.max(1, last), record.worker));
  }
  if (state === "completed" && record.finishedAt !== undefined)
    entries.push({ at: iso(record.finishedAt), kind: "completed", text: "Completed." });
  return entries.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

function startOf(at: number, attempt = 1, worker?: string, isLost = false): TimelineEntry {
  const who = worker === undefined ? "" : ` by worker ${worker}`;
  return { at: iso(at), kind: "started", text: `Attempt ${attempt} started${who}${isLost ? ", lost" : ""}.` };
}

/** What a queue's report is made from. */
export interface QueueFacts {
  queue: QueueDefinition;
  counts: Record<TaskState, number>;
  paused: boolean;
  /** The one that will run first. */
  oldest: TaskRecord | undefined;
  workers: readonly WorkerEntry[];
  now: number;
}

/** A queue as the API returns it. */
export function describeQueue({ queue, counts, paused, oldest, workers, now }: QueueFacts): QueueReport {
  const serving = workers.filter(({ queues }) => queues.some(({ name }) => name === queue.name));
  const minutes = minutesOf(queue.name, serving);
  const present = Math.floor(now / MINUTE_MS);
  const recent = minutes.filter(({ minute }) => minute > present - RATE_MINUTES);
  const failed = recent.reduce((sum, { failed: count }) => sum + count, 0);
  const ended = recent.reduce((sum, { completed }) => sum + completed, failed);
  const first = recent[0];
  // The rate of a worker that has run for one minute is not averaged over five.
  const span = first ? Math.max(1, (now - first.minute * MINUTE_MS) / MINUTE_MS) : RATE_MINUTES;
  const perMinute = ended / span;
  return {
    name: queue.name,
    description: queue.description,
    paused,
    ...counts,
    oldestWait: oldest ? Math.max(0, now - oldest.enqueuedAt - oldest.delay) : null,
    perMinute: Math.round(perMinute * 10) / 10,
    failureRate: ended > 0 ? failed / ended : null,
    timeToClear: counts.waiting === 0 ? 0 : timeToClear(counts.waiting, perMinute, paused),
    concurrency: queue.concurrency,
    rateLimit: queue.rateLimit ?? null,
    workers: serving.filter((worker) => isAlive(worker, now)).length,
    minutes: minutes.map(({ minute, completed, failed: count }) => ({
      at: iso(minute * MINUTE_MS),
      completed,
      failed: count,
    })),
  };
}

/** A worker as the API returns it. */
export const describeWorker = (worker: WorkerEntry, now: number): WorkerReport => ({
  id: worker.id,
  host: worker.host,
  pid: worker.pid,
  startedAt: iso(worker.startedAt),
  seenAt: iso(worker.seenAt),
  silence: Math.max(0, now - worker.seenAt),
  alive: isAlive(worker, now),
  memory: worker.memory,
  queues: worker.queues.map(({ name }) => name),
  tasks: worker.tasks.map((task) => ({ ...task, startedAt: iso(task.startedAt) })),
});

const isAlive = ({ seenAt, leftAt }: WorkerEntry, now: number) =>
  leftAt === undefined && now - seenAt < HEARTBEAT_TIMEOUT_MS;

const timeToClear = (waiting: number, perMinute: number, paused: boolean) =>
  paused || perMinute === 0 ? null : Math.round((waiting / perMinute) * MINUTE_MS);

/** What ended in all workers, minute by minute. */
function minutesOf(queue: string, workers: readonly WorkerEntry[]) {
  const sums = new Map<number, { minute: number; completed: number; failed: number }>();
  for (const { queues } of workers) {
    for (const { minute, completed, failed } of queues.find(({ name }) => name === queue)?.minutes ?? []) {
      const sum = sums.get(minute) ?? { minute, completed: 0, failed: 0 };
      sum.completed += completed;
      sum.failed += failed;
      sums.set(minute, sum);
    }
  }
  return [...sums.values()].toSorted((one, other) => one.minute - other.minute);
}

/** A record may hold any value where a time should be. */
const iso = (time: number) => new Date(Math.abs(time) <= MAX_DATE_MS ? time : 0).toISOString();
