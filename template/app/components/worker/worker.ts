import type { Logger } from "pino";
import type { Part } from "#app/core/lifecycle/lifecycle.ts";
import { draining } from "#app/core/lifecycle/phase.ts";
import { createWorker, type WorkerOptions } from "#app/core/queue/work/worker.ts";

export interface WorkerPartOptions extends WorkerOptions {
  log: Logger;
}

/**
 * The worker as a part of the process: takes tasks while it runs, and ends when those at work have ended or were put
 * back. A queue whose server is away is no reason not to start: it waits for it.
 *
 * @throws AppError `tasks.invalid` with every fault of every queue and contract, before anything has started
 */
export function workerPart(options: WorkerPartOptions): Part {
  const worker = createWorker(options);
  // No task is begun from the moment that the process begins to stop, whichever part of it stops first.
  draining.addEventListener("abort", () => void worker.pause(), { once: true });
  return {
    name: "worker",
    start: () => worker.start(),
    async stop(deadline) {
      const cut = await worker.stop(deadline);
      if (cut.length > 0) throw new Error(`cut off before they were done, and put back: ${cut.join(", ")}`);
    },
  };
}
