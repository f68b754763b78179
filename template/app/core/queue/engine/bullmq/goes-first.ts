import type { IQueueBackend } from "bullmq";

/**
 * The same backend, with a task that its worker could not finish before all others of its priority, as on Redis. The
 * PostgreSQL backend puts it behind everything that waits: in a long queue it would not be run again for hours.
 */
export function unfinishedGoesFirst(backend: IQueueBackend): IQueueBackend {
  const { moveStalledJobsToWait, moveJobFromActiveToWait } = backend;

  async function first(id: string): Promise<void> {
    const job = await backend.getJobData(id);
    if (job) await backend.changePriority(id, job.priority, true);
  }
  // It waits in any case; not to have got its place must not keep the others from theirs.
  const placed = (ids: readonly string[]) => Promise.allSettled(ids.map(first));

  backend.moveStalledJobsToWait = async () => {
    const ids = await moveStalledJobsToWait.call(backend);
    await placed(ids);
    return ids;
  };
  backend.moveJobFromActiveToWait = async (id, token) => {
    const wait = await moveJobFromActiveToWait.call(backend, id, token);
    await placed([id]);
    return wait;
  };
  return backend;
}
