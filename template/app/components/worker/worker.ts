import { defineWorker } from "@aegis-stack/runtime/queue";
import { queue } from "#app/core/queue.ts";
import { handlers } from "./tasks.ts";

/** Runs the tasks of this application, with the handlers of `tasks.ts`. */
export const worker = defineWorker({ queue, handlers });
