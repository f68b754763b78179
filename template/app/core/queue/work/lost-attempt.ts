import type { QueueEngine, TaskRecord } from "../engine/engine.ts";
import { workersOn } from "./notices.ts";
import type { Attempt } from "./timeline.ts";

/**
 * The attempt at a task whose worker died. The queue's server keeps only when the present attempt began; the last heartbeat
 * of the dead worker stays on the board for a while and says when the lost one did, unless the worker died within seconds.
 *
 * @param self the worker that runs the task now
 */
export async function lostAttemptOf(
  engine: Pick<QueueEngine, "board">,
  record: Pick<TaskRecord, "id" | "attemptsMade" | "deaths">,
  self: string,
): Promise<Attempt | undefined> {
  const board = await engine.board().catch(() => ({}));
  const attempts = workersOn(board)
    .filter(({ id }) => id !== self)
    .flatMap(({ id, tasks }) =>
      tasks.filter((task) => task.id === record.id).map(({ startedAt }) => ({ startedAt, worker: id })),
    );
  const [last] = attempts.toSorted((one, other) => other.startedAt - one.startedAt);
  return last && { ...last, attempt: record.attemptsMade + record.deaths };
}
