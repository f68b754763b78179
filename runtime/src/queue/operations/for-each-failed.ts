import type { QueueEngine } from "../engine.ts";

/** How many heads are read at a time. */
const BATCH_SIZE = 500;

/** Which failed tasks are meant, and what to do with each. */
export interface FailedSelection {
  readonly queues: readonly string[];
  /** Of one contract only; undefined: all. */
  readonly name: string | undefined;
  /** Resolves to whether the task has left the list of failed ones. */
  work(queue: string, id: string): Promise<boolean>;
}

/** Does something with each failed task. @returns how many have left the list of failed ones */
export async function forEachFailed(
  engine: Pick<QueueEngine, "heads">,
  { queues, name, work }: FailedSelection,
): Promise<number> {
  // A task that fails again meanwhile is skipped: otherwise one that always fails would make this endless.
  const seen = new Set<string>();
  let count = 0;
  for (const queue of queues) {
    let offset = 0;
    for (;;) {
      const heads = await engine.heads(queue, "failed", { offset, limit: BATCH_SIZE });
      if (heads.length === 0) break;
      const selected = heads.filter(
        (head) => (name === undefined || head.name === name) && !seen.has(head.id),
      );
      for (const { id } of selected) seen.add(id);
      const done = await Promise.all(selected.map((head) => work(queue, head.id)));
      const left = done.filter(Boolean).length;
      count += left;
      // Those that stay are still in front of the rest.
      offset += heads.length - left;
    }
  }
  return count;
}
