import type { LoadTestService, TasksService } from "@aegis-stack/runtime/queue";
import { queue } from "#app/core/queue.ts";
import { redis } from "#app/core/redis.ts"; // aegis:redis
import { loadTests, tasks } from "#app/services/tasks/index.ts";
import { askTasks } from "./ask-tasks.ts"; // aegis:worker=redis

/** What the commands ask, wherever the tasks are. */
export interface Tasks
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

/** Does something with the tasks and lets go of them: the process ends when nothing is open. */
export async function withTasks(work: (tasks: Tasks) => Promise<void>): Promise<void> {
  // Embedded, they can only be reached through the process that runs them.
  if (queue.engine.private) return work(askTasks()); // aegis:worker=redis
  try {
    await work(own);
  } finally {
    await queue.engine.close();
    await redis.close(); // aegis:redis
  }
}

const own: Tasks = {
  list: (filter) => tasks.list(filter),
  show: (id) => tasks.show(id),
  retry: (id) => tasks.retry(id),
  discard: (id) => tasks.discard(id),
  retryAll: (filter) => tasks.retryAll(filter),
  discardAll: (filter) => tasks.discardAll(filter),
  enqueue: (...asked) => tasks.enqueue(...asked),
  queues: () => tasks.queues(),
  pause: (name) => tasks.pause(name),
  resume: (name) => tasks.resume(name),
  drain: (name) => tasks.drain(name),
  startLoadTest: (...asked) => loadTests.start(...asked),
  reportLoadTest: (run) => loadTests.report(run),
};
