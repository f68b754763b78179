import { queue } from "#app/core/queue/index.ts";
import { contracts } from "./contracts.ts";
import { queues } from "./queues.ts";
import { TasksService } from "./tasks-service.ts";

/** The tasks of this application. */
export const tasks = new TasksService({ engine: queue, queues, contracts });
