import { parseArgs } from "node:util";
import type { Component } from "../application/index.ts";
import { AppError } from "../errors/index.ts";
import type { Queue } from "./create-queue.ts";
import { createWorker } from "./create-worker.ts";
import type { Handler } from "./work/handler.ts";

/** What the worker of an application is defined from. */
export interface WorkerDefinition {
  readonly queue: Pick<Queue, "engine" | "queues">;
  /** Every handler of the application. */
  readonly handlers: readonly Handler[];
}

/**
 * The component that runs tasks. A process of its own serves the queues that `--queues system,reports` names, all of them
 * without it. Its creation rejects with `worker.usage`, `queues.unknown` or `tasks.invalid`.
 */
export const defineWorker = ({ queue, handlers }: WorkerDefinition): Component => ({
  create({ application: { log, phase }, args }) {
    return createWorker({ queue, queues: parseQueueNames(args), handlers, log, phase });
  },
});

function parseQueueNames(args: readonly string[]): string[] | undefined {
  try {
    const { values } = parseArgs({ args: [...args], options: { queues: { type: "string" } } });
    return values.queues?.split(",").map((name) => name.trim());
  } catch (error) {
    throw new AppError({
      code: "worker.usage",
      category: "invalid",
      message: `The options of the worker are not valid: ${error instanceof Error ? error.message : String(error)}`,
      hint: "Start it with --queues and names separated by commas, or with nothing for all queues.",
    });
  }
}
