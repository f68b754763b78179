import type { IQueueBackend, RedisQueueBackend } from "bullmq";

/** The version of BullMQ whose internals these patches were proven on. */
export const PROVEN_BULLMQ_VERSION = "6.7.0";

/** What of a Redis backend `interceptScripts` replaces. */
export type ScriptRunner = Pick<RedisQueueBackend, "execCommand">;

/**
 * Limits how long a backend blocks while it waits for tasks. The PostgreSQL one would block for an hour, and a worker's polls are
 * its heartbeat.
 */
export function limitBlocking(backend: IQueueBackend, seconds: number): IQueueBackend {
  Object.defineProperty(backend, "maximumBlockTimeout", { value: seconds });
  return backend;
}

/**
 * Requeues an unfinished task before all others of its priority, as on Redis. The PostgreSQL backend would put it behind all
 * that wait: in a long queue it would not run again for hours.
 */
export function requeueFirst(backend: IQueueBackend): IQueueBackend {
  const { moveStalledJobsToWait, moveJobFromActiveToWait } = backend;

  async function moveToFront(id: string): Promise<void> {
    const job = await backend.getJobData(id);
    if (job) await backend.changePriority(id, job.priority, true);
  }
  // Each waits in any case: one that cannot be moved must not prevent the others from being moved.
  const moveAll = (ids: readonly string[]) => Promise.allSettled(ids.map(moveToFront));

  backend.moveStalledJobsToWait = async () => {
    const ids = await moveStalledJobsToWait.call(backend);
    await moveAll(ids);
    return ids;
  };
  backend.moveJobFromActiveToWait = async (id, token) => {
    const wait = await moveJobFromActiveToWait.call(backend, id, token);
    await moveAll([id]);
    return wait;
  };
  return backend;
}

/** Passes the result of some scripts of a Redis backend through a function. */
export function interceptScripts<Backend extends ScriptRunner>(
  backend: Backend,
  names: ReadonlySet<string>,
  convert: (result: unknown) => unknown,
): Backend {
  const { execCommand } = backend;
  const execute: ScriptRunner["execCommand"] = (client, name, args) => {
    const result: unknown = execCommand.call(backend, client, name, args);
    return names.has(name) ? Promise.resolve(result).then(convert) : result;
  };
  return Object.assign(backend, { execCommand: execute });
}
