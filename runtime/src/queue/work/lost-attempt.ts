import type { QueueEngine, TaskRecord } from "../engine.ts";
import { parseWorkers } from "./registry.ts";
import type { Attempt } from "./timeline.ts";

/**
 * The attempt whose worker died. The queue's server stores only when the current attempt started; the last heartbeat of the
 * dead worker stays in the registry for a while and says when the lost one did, unless the worker died within seconds.
 *
 * @param self the worker that runs the task now
 */
export async function findLostAttempt(
  engine: Pick<QueueEngine, "readEntries">,
  record: Pick<TaskRecord, "id" | "attemptsMade" | "deaths">,
  self: string,
): Promise<Attempt | undefined> {
  const entries = await engine.readEntries().catch(() => ({}));
  const attempts = parseWorkers(entries)
    .filter(({ id }) => id !== self)
    .flatMap(({ id, tasks }) =>
      tasks.filter((task) => task.id === record.id).map(({ startedAt }) => ({ startedAt, worker: id })),
    );
  const [last] = attempts.toSorted((one, other) => other.startedAt - one.startedAt);
  return last && { ...last, attempt: record.attemptsMade + record.deaths };
}
