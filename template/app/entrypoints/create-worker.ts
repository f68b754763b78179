import { handlers } from "#app/components/worker/tasks.ts";
import { workerPart } from "#app/components/worker/worker.ts";
import type { Part } from "#app/core/lifecycle/lifecycle.ts";
import { log } from "#app/core/log.ts";
import { queue } from "#app/core/queue/index.ts";
import { chooseQueues } from "#app/core/queue/work/worker.ts";
import { queues } from "#app/services/tasks/queues.ts";

/** The worker of this application. @param names the queues that it serves; all of them when not given */
export const createWorker = (names?: readonly string[]): Part =>
  workerPart({ engine: queue, queues: chooseQueues(queues, names), handlers, log });
