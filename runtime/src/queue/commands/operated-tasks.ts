import type { LoadTestService } from "../load-test/load-test-service.ts";
import type { TasksService } from "../operations/tasks-service.ts";

/** What the commands do with tasks, wherever these are. */
export interface OperatedTasks
  extends Pick<
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
  > {
  startLoadTest: LoadTestService["start"];
  reportLoadTest: LoadTestService["report"];
}

/** The tasks of queues that this process reaches by itself. */
export const createOperatedTasks = (tasks: TasksService, loadTests: LoadTestService): OperatedTasks => ({
  list: (filter) => tasks.list(filter),
  show: (id) => tasks.show(id),
  retry: (id) => tasks.retry(id),
  discard: (id) => tasks.discard(id),
  retryAll: (filter) => tasks.retryAll(filter),
  discardAll: (filter) => tasks.discardAll(filter),
  enqueue: (...args) => tasks.enqueue(...args),
  queues: () => tasks.queues(),
  pause: (name) => tasks.pause(name),
  resume: (name) => tasks.resume(name),
  drain: (name) => tasks.drain(name),
  startLoadTest: (...args) => loadTests.start(...args),
  reportLoadTest: (run) => loadTests.report(run),
});

/** What the commands of tasks are created from. */
export interface TaskCommandOptions {
  readonly tasks: OperatedTasks;
  /** The name of the application. */
  readonly name: string;
}
