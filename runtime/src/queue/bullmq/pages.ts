import { Job } from "bullmq";
import type { Page, TaskHead, TaskRecord, TaskState } from "../engine.ts";
import { countPlain, type TaskQueue } from "./counts.ts";
import { type Envelope, JOB_TYPES, recordOf, unreadableRecord } from "./records.ts";

/** The ids of one page of the tasks in a state: newest first; those that wait, in the order in which they will run. */
export async function idsOf(
  queue: TaskQueue,
  state: TaskState,
  { offset, limit }: Page,
  slicesFromNewest: boolean,
): Promise<string[]> {
  if (state !== "waiting") {
    const [type] = JOB_TYPES[state];
    return type ? queue.getRanges([type], offset, offset + limit - 1, state === "delayed") : [];
  }
  // Those without a priority run first; a range counts within each kind.
  const plain = await countPlain(queue);
  const first =
    offset < plain
      ? await plainIds(queue, offset, Math.min(limit, plain - offset), plain, slicesFromNewest)
      : [];
  const rest = limit - first.length;
  if (rest <= 0) return first;
  const start = Math.max(0, offset - plain);
  return [...first, ...(await queue.getRanges(["prioritized"], start, start + rest - 1, true))];
}

/** @param slicesFromNewest whether the backend counts from the newest, though it returns the oldest of the slice first */
function plainIds(
  queue: TaskQueue,
  offset: number,
  limit: number,
  count: number,
  slicesFromNewest: boolean,
): Promise<string[]> {
  const start = slicesFromNewest ? count - offset - limit : offset;
  return queue.getRanges(["waiting"], start, start + limit - 1, true);
}

/** The records of these tasks, each by itself: one that cannot be read must not hide the others. */
export async function recordsOf(queue: TaskQueue, ids: readonly string[]): Promise<TaskRecord[]> {
  const found = await Promise.all(ids.map((id) => readRecord(queue, id)));
  return found.filter((record) => record !== undefined);
}

/** The record of a task; undefined when it no longer exists. */
export async function readRecord(queue: TaskQueue, id: string): Promise<TaskRecord | undefined> {
  try {
    const job = await Job.fromId<Envelope, unknown, string>(queue, id);
    return job && recordOf(job);
  } catch (error) {
    if (isMalformed(error)) return unreadableRecord(queue.name, id, error);
    throw error;
  }
}

/** Whether the error is that of a malformed record. */
export const isMalformed = (error: unknown): boolean =>
  error instanceof SyntaxError || error instanceof TypeError;

/** The head of a record. Names and times may be text. */
export function headOf(id: string, name: unknown, ...times: readonly unknown[]): TaskHead {
  const [enqueuedAt = 0, finishedAt] = times
    .map(Number)
    .map((time) => (time > 0 && time <= 8.64e15 ? time : undefined));
  return { id, name: typeof name === "string" ? name : "unreadable", at: finishedAt ?? enqueuedAt };
}
