import { Job } from "bullmq";
import type { NewTask, QueueEngine } from "../engine.ts";
import type { TaskQueue } from "./counts.ts";
import { type Envelope, optionsOf } from "./records.ts";

/**
 * Adds tasks to a queue, many of them in one command. It calls the backend: the queue's own method would store a task's id in its
 * options as well, and the server would read, write and store it twice.
 */
export async function addTasks(queue: TaskQueue, tasks: readonly NewTask[]): ReturnType<QueueEngine["add"]> {
  const [first] = tasks;
  if (tasks.length > 1 || !first) return addMany(queue, tasks);
  const { dedupe } = first;
  const before =
    dedupe?.mode === "replace" && (await queue.getDeduplicationJobId(`${first.name}.${dedupe.key}`));
  const id = await queue.getBackend().addJob(jobOf(queue, first), first.id);
  if (id !== first.id) return [{ id, outcome: "skipped" }];
  return [{ id, outcome: before ? "replaced" : "added" }];
}

async function addMany(queue: TaskQueue, tasks: readonly NewTask[]): ReturnType<QueueEngine["add"]> {
  const jobs = tasks.map((task) => ({ job: jobOf(queue, task), jobId: task.id }));
  const ids = await queue.getBackend().addJobs(jobs);
  return ids.map((id, index) => ({ id, outcome: id === tasks[index]?.id ? "added" : "skipped" }));
}

function jobOf(queue: TaskQueue, task: NewTask) {
  const { id, name, payload, requestId } = task;
  const data: Envelope = requestId === undefined ? { payload } : { payload, requestId };
  return new Job<Envelope, unknown, string>(queue, name, data, optionsOf(task), id).asJSON();
}
