import { run } from "@aegis-stack/runtime/application";

/** A worker that does the tasks of a proof, as a process of its own. */
await run("worker", () => import("#app/application.ts"), {
  async worker() {
    const { createWorker } = await import("@aegis-stack/runtime/queue");
    const { queue } = await import("#app/core/queue.ts");
    const { handlers, queues } = await import("./trial-tasks.ts");
    return {
      worker: {
        create: ({ application }) =>
          createWorker({ queue: { engine: queue.engine, queues }, handlers, ...application }),
      },
    };
  },
});
