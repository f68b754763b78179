import { defineQueue, type Queue } from "#app/core/queue/task/queue.ts";

/** Every queue of the application. A contract names the one that its tasks wait in. */
export const queues: readonly Queue[] = [
  defineQueue({ name: "system", description: "What the application does for itself", concurrency: 10 }),
  defineQueue({
    name: "load-test",
    description: "Tasks that measure the throughput of the workers",
    concurrency: 20,
    timeLimit: "1m",
  }),
];
