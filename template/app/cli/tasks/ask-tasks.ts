import {
  countReport,
  enqueuedReport,
  loadTestReport,
  queueReport,
  queuesReport,
  startedLoadTest,
  taskReport,
  tasksReport,
  taskWithTimeline,
} from "@aegis-stack/runtime/queue";
import { askServer } from "#app/cli/ask-server.ts";
import type { Tasks } from "./access.ts";

/**
 * The tasks of the server that runs on this machine, which alone can reach them: their queues are embedded in it.
 *
 * @param url its address, no slash at the end
 */
export function askTasks(url?: string, password?: string): Tasks {
  const ask = askServer({ url, password, holds: "the tasks" });
  const task = (id: string, action = "") => `/tasks/${encodeURIComponent(id)}${action}`;
  const queue = (name: string, action: string) => `/queues/${encodeURIComponent(name)}/${action}`;
  const post = (body?: unknown) => ({ method: "POST", body }) as const;
  return {
    list(filter) {
      const query = new URLSearchParams();
      for (const [name, value] of Object.entries(filter)) query.set(name, String(value));
      return ask(tasksReport, `/tasks?${query}`);
    },
    show: (id) => ask(taskWithTimeline, task(id)),
    retry: (id) => ask(taskReport, task(id, "/retry"), post()),
    discard: (id) => ask(taskReport, task(id), { method: "DELETE" }),
    retryAll: (filter = {}) => ask(countReport, "/tasks/retry-failed", post(filter)),
    discardAll: (filter = {}) => ask(countReport, "/tasks/discard-failed", post(filter)),
    enqueue: (name, payload, options) => ask(enqueuedReport, "/tasks", post({ name, payload, ...options })),
    queues: () => ask(queuesReport, "/queues"),
    pause: (name) => ask(queueReport, queue(name, "pause"), post()),
    resume: (name) => ask(queueReport, queue(name, "resume"), post()),
    drain: (name) => ask(countReport, queue(name, "drain"), post()),
    startLoadTest: (kind, tasks) => ask(startedLoadTest, "/tasks/load-tests", post({ kind, tasks })),
    reportLoadTest: (run) => ask(loadTestReport, `/tasks/load-tests/${encodeURIComponent(run)}`),
  };
}
