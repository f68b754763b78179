import { run } from "#app/core/lifecycle/run.ts";

/** A worker that does the tasks of a proof, as a process of its own. */
await run("worker", async () => {
  const { log } = await import("#app/core/log.ts");
  const { queue } = await import("#app/core/queue/index.ts");
  const { queuePart } = await import("#app/core/queue/part.ts");
  const { workerPart } = await import("#app/components/worker/worker.ts");
  const { handlers, queues } = await import("./trial-tasks.ts");
  return [queuePart, workerPart({ engine: queue, queues, handlers, log })];
});
