import type { z } from "zod";
import type { CapabilityParts } from "../application/index.ts";
import { type HealthGroup, isStarting as isProcessStarting } from "../health/index.ts";
import { createQueueCommands } from "./commands/index.ts";
import type { QueueEngine } from "./engine.ts";
import { type AfterCommit, createEnqueuer, type Enqueuer } from "./enqueuer.ts";
import { LoadTestService } from "./load-test/load-test-service.ts";
import { createWorkerHealth } from "./operations/health.ts";
import { TasksService } from "./operations/tasks-service.ts";
import { createTaskResults, type TaskResults } from "./results.ts";
import { defineQueue, type QueueDefinition, type QueueLimits } from "./task/define-queue.ts";
import type { Task } from "./task/define-task.ts";

/** What a queue client is created from. */
export interface QueueOptions<Name extends string = string> {
  /** The queues of the application by name, kebab-case, with their limits. */
  readonly queues: Readonly<Record<Name, QueueLimits>>;
  /** Where the tasks are stored. */
  readonly engine: QueueEngine;
  /** The database in whose transactions tasks are enqueued. */
  readonly database?: AfterCommit | undefined;
  /** Whether this process started a moment ago, so that a worker may not have registered yet. Default: 20 s. */
  readonly isStarting?: () => boolean;
}

/** The queues of an application, as its services use them. They connect when they are first used. */
export interface Queue<Name extends string = string> extends Enqueuer, TaskResults {
  /** Its part of each process, and its node of the health tree. */
  readonly capability: CapabilityParts & { readonly health: HealthGroup };
  /** Where the tasks are stored. */
  readonly engine: QueueEngine;
  /** Every queue, in the order in which they were named. */
  readonly queues: readonly QueueDefinition<Name>[];
  /**
   * What operators can see and do. An application lists it in place of the queue.
   *
   * @param tasks those that can be enqueued by name
   */
  operations(tasks: readonly Task<z.core.$ZodType, z.core.$ZodType, Name>[]): QueueOperations;
}

/** What operators can see and do with the tasks of an application. */
export interface QueueOperations {
  /** The capability of the queue, with routes and commands for operators. */
  readonly capability: Queue["capability"] & { readonly overseer: { readonly tasks: TasksService } };
  readonly tasks: TasksService;
  readonly loadTests: LoadTestService;
}

const EMBEDDED_QUEUE_NOTE =
  "Tasks run in this process and are kept in an embedded database, for development. Set REDIS_URL to keep them on a server.";

/** Creates the client of the application's queues. Nothing is connected before it is used. */
export function createQueue<const Name extends string>({
  queues: limits,
  engine,
  database,
  isStarting = isProcessStarting,
}: QueueOptions<Name>): Queue<Name> {
  const names = Object.keys(limits) as Name[];
  const queues = names.map((name) => defineQueue({ ...limits[name], name }));
  const service = new TasksService({ engine, queues, contracts: [] });
  const capability: Queue["capability"] = {
    name: "queue",
    group: "component",
    summary: "Tasks that run in the background, retried until they succeed",
    stop: () => engine.close(),
    notes: () => (engine.kind === "embedded" ? [EMBEDDED_QUEUE_NOTE] : []),
    health: createWorkerHealth(service, { isStarting }),
    runner: {
      role: "worker",
      consequence: "tasks wait, and so do the mails among them",
      isAlive: async () => (await service.queues()).workers.some(({ alive }) => alive),
    },
  };
  return {
    ...createEnqueuer(engine, database),
    ...createTaskResults(engine),
    engine,
    queues,
    operations(contracts) {
      const tasks = new TasksService({ engine, queues, contracts });
      const loadTests = new LoadTestService(engine);
      return {
        tasks,
        loadTests,
        capability: {
          ...capability,
          commands: createQueueCommands({ engine, tasks, loadTests }),
          routes: async ({ draining }) =>
            (await import("./routes/index.ts")).createOperatorRoutes({ tasks, loadTests, draining }),
          overseer: { tasks },
        },
      };
    },
    capability,
  };
}
