import type { LoadTestService } from "../load-test/load-test-service.ts";
import type { TasksService } from "../operations/tasks-service.ts";

/** What the commands do with tasks, wherever these are. */
export interface OperatedTasks {
  readonly tasks: Pick<
    TasksService,
    | "list"
    | "show"
    | "retry"
    | "discard"
    | "retryAll"
    | "discardAll"
    | "enqueue"
    | "queues"
    | "pause"
    | "resume"
    | "drain"
  >;
  readonly loadTests: Pick<LoadTestService, "start" | "report">;
}

/** What the commands of tasks are created from. */
export interface TaskCommandOptions extends OperatedTasks {
  /** The name of the application. */
  readonly name: string;
}
