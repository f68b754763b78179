import { settings } from "#app/core/settings/index.ts";
import { chooseEngine } from "./engine/choose.ts";
import { createProducer } from "./enqueue.ts";
import { createResults } from "./results.ts";

export { defineTask } from "./task/task.ts";

/** The application's queues. They connect when they are first used. */
export const queue = chooseEngine(settings);

export const { enqueue, enqueueMany } = createProducer(queue);

export const { taskResult, cancel } = createResults(queue);
