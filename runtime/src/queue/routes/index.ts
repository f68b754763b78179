import type { FastifyPluginAsync } from "fastify";
import type { LoadTestService } from "../load-test/load-test-service.ts";
import type { TasksService } from "../operations/tasks-service.ts";
import { createLoadTestRoutes } from "./load-test-routes.ts";
import { createQueueRoutes } from "./queue-routes.ts";
import { createTaskEventRoutes } from "./task-event-routes.ts";
import { createTaskRoutes } from "./task-routes.ts";

/** What the routes are created from. */
export interface QueueRoutesOptions {
  readonly tasks: TasksService;
  readonly loadTests: LoadTestService;
  /** Aborts when the process stops. */
  readonly draining: AbortSignal;
}

/** The routes for operators of tasks, queues and load tests. */
export function createOperatorRoutes({ tasks, loadTests, draining }: QueueRoutesOptions): FastifyPluginAsync {
  return async (app) => {
    await app.register(createTaskRoutes(tasks));
    await app.register(createTaskEventRoutes(tasks, draining));
    await app.register(createLoadTestRoutes(loadTests));
    await app.register(createQueueRoutes(tasks));
  };
}
