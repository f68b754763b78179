import type { Page, QueueEngine, TaskHead, TaskRecord, TaskState } from "#app/core/queue/engine/engine.ts";
import { pageTooDeep } from "./faults.ts";

/** How many tasks of each queue are looked through for those of one name, and how deep a page of several queues may be. */
const MAX_SCANNED = 10_000;

/** How many heads are read at a time. */
const BATCH = 500;

export interface PageFilter {
  queues: readonly string[];
  state: TaskState;
  name: string | undefined;
  page: Page;
}

/** A head with the queue that it is of. */
interface QueuedHead extends TaskHead {
  queue: string;
}

/**
 * One page of the tasks in a state, and how many there are. Whole records are read for the page alone: they may be
 * large, and what they are chosen by is read of their heads.
 *
 * @throws AppError `tasks.page-too-deep`, `queue.*`
 */
export async function pageOfTasks(
  engine: QueueEngine,
  { queues, state, name, page }: PageFilter,
): Promise<{ records: TaskRecord[]; total: number }> {
  const [only] = queues;
  if (only !== undefined && queues.length === 1 && name === undefined) {
    return { records: await engine.list(only, state, page), total: await totalOf(engine, queues, state) };
  }
  const { offset, limit } = page;
  if (offset + limit > MAX_SCANNED) throw pageTooDeep(MAX_SCANNED);
  const needed = name === undefined ? offset + limit : MAX_SCANNED;
  const found = await Promise.all(queues.map((queue) => headsOf(engine, queue, state, needed)));
  const matching = found.flat().filter((head) => name === undefined || head.name === name);
  const meant = inOrder(matching, queues, state).slice(offset, offset + limit);
  return {
    records: await recordsOf(engine, meant),
    total: name === undefined ? await totalOf(engine, queues, state) : matching.length,
  };
}

/** One queue has its own order; several are put together by time. */
function inOrder(heads: readonly QueuedHead[], queues: readonly string[], state: TaskState) {
  if (queues.length === 1) return heads;
  const isOver = state === "completed" || state === "failed";
  return heads.toSorted((one, other) => (isOver ? other.at - one.at : one.at - other.at));
}

/** A batch at a time, so that whatever else the process does goes on between them. */
async function headsOf(
  engine: QueueEngine,
  queue: string,
  state: TaskState,
  needed: number,
): Promise<QueuedHead[]> {
  const heads: QueuedHead[] = [];
  for (let offset = 0; offset < needed; offset += BATCH) {
    const batch = await engine.heads(queue, state, { offset, limit: Math.min(BATCH, needed - offset) });
    heads.push(...batch.map((head) => ({ ...head, queue })));
    if (batch.length === 0) break;
  }
  return heads;
}

/** The whole records of a page, in its order. */
async function recordsOf(engine: QueueEngine, meant: readonly QueuedHead[]): Promise<TaskRecord[]> {
  const byQueue = Map.groupBy(meant, ({ queue }) => queue);
  const found = await Promise.all(
    [...byQueue].map(([queue, heads]) =>
      engine.findMany(
        queue,
        heads.map(({ id }) => id),
      ),
    ),
  );
  const records = new Map(found.flat().map((record) => [record.id, record]));
  return meant.flatMap(({ id }) => records.get(id) ?? []);
}

async function totalOf(engine: QueueEngine, queues: readonly string[], state: TaskState): Promise<number> {
  const counts = await Promise.all(queues.map((queue) => engine.counts(queue)));
  return counts.reduce((sum, count) => sum + count[state], 0);
}
