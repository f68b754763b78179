import type { Page, QueueEngine, TaskHead, TaskRecord, TaskState } from "../engine.ts";
import { pageTooDeep } from "./operation-errors.ts";

/** How many heads of each queue are read at most. */
const MAX_HEADS = 10_000;

/** How many heads are read at a time. */
const BATCH_SIZE = 500;

/** Which page is read. */
export interface PageFilter {
  readonly queues: readonly string[];
  readonly state: TaskState;
  /** Of one contract only; undefined: all. */
  readonly name: string | undefined;
  readonly page: Page;
}

/** A head and its queue. */
interface QueuedHead extends TaskHead {
  queue: string;
}

/**
 * One page of the tasks in a state, and how many there are. Whole records, which may be large, are read for the page only; it is
 * selected by their heads.
 *
 * @throws AppError `tasks.page-too-deep`, `queue.*`
 */
export async function readTaskPage(
  engine: QueueEngine,
  { queues, state, name, page }: PageFilter,
): Promise<{ records: TaskRecord[]; total: number }> {
  const [only] = queues;
  if (only !== undefined && queues.length === 1 && name === undefined) {
    return { records: await engine.list(only, state, page), total: await totalOf(engine, queues, state) };
  }
  const { offset, limit } = page;
  if (offset + limit > MAX_HEADS) throw pageTooDeep(MAX_HEADS);
  const needed = name === undefined ? offset + limit : MAX_HEADS;
  const found = await Promise.all(queues.map((queue) => headsOf(engine, queue, state, needed)));
  const matching = found.flat().filter((head) => name === undefined || head.name === name);
  const selected = inOrder(matching, queues, state).slice(offset, offset + limit);
  return {
    records: await recordsOf(engine, selected),
    total: name === undefined ? await totalOf(engine, queues, state) : matching.length,
  };
}

/** The heads of one queue are in its order; those of several are sorted by time. */
function inOrder(heads: readonly QueuedHead[], queues: readonly string[], state: TaskState) {
  if (queues.length === 1) return heads;
  const hasEnded = state === "completed" || state === "failed";
  return heads.toSorted((one, other) => (hasEnded ? other.at - one.at : one.at - other.at));
}

/** Reads in batches, so that the process can do other work between them. */
async function headsOf(
  engine: QueueEngine,
  queue: string,
  state: TaskState,
  needed: number,
): Promise<QueuedHead[]> {
  const heads: QueuedHead[] = [];
  for (let offset = 0; offset < needed; offset += BATCH_SIZE) {
    const batch = await engine.heads(queue, state, { offset, limit: Math.min(BATCH_SIZE, needed - offset) });
    heads.push(...batch.map((head) => ({ ...head, queue })));
    if (batch.length === 0) break;
  }
  return heads;
}

/** The whole records of a page, in its order. */
async function recordsOf(engine: QueueEngine, selected: readonly QueuedHead[]): Promise<TaskRecord[]> {
  const byQueue = Map.groupBy(selected, ({ queue }) => queue);
  const found = await Promise.all(
    [...byQueue].map(([queue, heads]) =>
      engine.findMany(
        queue,
        heads.map(({ id }) => id),
      ),
    ),
  );
  const records = new Map(found.flat().map((record) => [record.id, record]));
  return selected.flatMap(({ id }) => records.get(id) ?? []);
}

async function totalOf(engine: QueueEngine, queues: readonly string[], state: TaskState): Promise<number> {
  const counts = await Promise.all(queues.map((queue) => engine.counts(queue)));
  return counts.reduce((sum, count) => sum + count[state], 0);
}
