import type { CommandContext, CommandEntry } from "../../commands/index.ts";
import type { QueueEngine } from "../engine.ts";
import type { LoadTestService } from "../load-test/load-test-service.ts";
import type { TasksService } from "../operations/tasks-service.ts";
import type { TaskCommandOptions } from "./operated-tasks.ts";

/** What the commands are created from. */
export interface QueueCommandsOptions {
  readonly engine: QueueEngine;
  readonly tasks: TasksService;
  readonly loadTests: LoadTestService;
}

/** The commands for operators of tasks, queues and workers. */
export function createQueueCommands({ engine, tasks, loadTests }: QueueCommandsOptions): CommandEntry[] {
  async function loadOptions({ name, requestServer }: CommandContext): Promise<TaskCommandOptions> {
    // Embedded, the queues can only be reached through the process that runs them.
    if (engine.private) {
      const { createRequestedTasks } = await import("./request-tasks.ts");
      return { ...createRequestedTasks(requestServer("the tasks")), name };
    }
    return { tasks, loadTests, name };
  }
  const group = "ops";
  return [
    {
      name: "load-test",
      group,
      summary: "Measure the throughput of the workers",
      load: async (context) =>
        (await import("./load-test.ts")).createLoadTestCommand(await loadOptions(context)),
    },
    {
      name: "queues",
      group,
      summary: "List, pause, resume and drain queues",
      load: async (context) => (await import("./queues.ts")).createQueuesCommand(await loadOptions(context)),
    },
    {
      name: "tasks",
      group,
      summary: "List, enqueue, retry and discard tasks",
      load: async (context) => (await import("./tasks.ts")).createTasksCommand(await loadOptions(context)),
    },
    {
      name: "workers",
      group,
      summary: "Show the workers",
      load: async (context) =>
        (await import("./workers.ts")).createWorkersCommand(await loadOptions(context)),
    },
  ];
}
