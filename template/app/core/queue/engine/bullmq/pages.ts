import { Job } from "bullmq";
import type { Page, TaskHead, TaskRecord, TaskState } from "../engine.ts";
import { plainOf, type TaskQueue } from "./counts.ts";
import { type Envelope, recordOf, TYPES, unreadableRecord } from "./records.ts";

/** The ids of one page of the tasks in a state: newest first; those that wait, in the order in which they will be taken. */
export async function idsOf(
  queue: TaskQueue,
  state: TaskState,
  { offset, limit }: Page,
  slicesFromNewest: boolean,
): Promise<string[]> {
  if (state !== "waiting") {
    const [type] = TYPES[state];
    return type ? queue.getRanges([type], offset, offset + limit - 1, state === "delayed") : [];
  }
  // Those without a priority go first; a range is counted within each kind.
  const plain = await plainOf(queue);
  const first =
    offset < plain
      ? await plainIds(queue, offset, Math.min(limit, plain - offset), plain, slicesFromNewest)
      : [];
  const rest = limit - first.length;
  if (rest <= 0) return first;
  const start = Math.max(0, offset - plain);
  return [...first, ...(await queue.getRanges(["prioritized"], start, start + rest - 1, true))];
}

/** @param slicesFromNewest whether the backend counts from the newest, though it answers the oldest of the slice first */
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

/** @returns undefined when there is none any more */
export async function readRecord(queue: TaskQueue, id: string): Promise<TaskRecord | undefined> {
  try {
    const job = await Job.fromId<Envelope, unknown, string>(queue, id);
    return job && recordOf(job);
  } catch (error) {
    if (isMalformed(error)) return unreadableRecord(queue.name, id, error);
    throw error;
  }
}

/** Whether a record was read that is none, rather than none read. */
export const isMalformed = (error: unknown): boolean =>
  error instanceof SyntaxError || error instanceof TypeError;

/** What a record tells of the order and the name of its task; text where the server keeps text. */
export function headOf(id: string, name: unknown, ...times: readonly unknown[]): TaskHead {
  const [enqueuedAt = 0, finishedAt] = times
    .map(Number)
    .map((time) => (time > 0 && time <= 8.64e15 ? time : undefined));
  return { id, name: typeof name === "string" ? name : "unreadable", at: finishedAt ?? enqueuedAt };
}
