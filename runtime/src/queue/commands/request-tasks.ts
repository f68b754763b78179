import type { RequestServer } from "../../commands/index.ts";
import { loadTestReport, startedLoadTest } from "../load-test/load-test-reports.ts";
import {
  countReport,
  enqueuedReport,
  queueReport,
  queuesReport,
  taskReport,
  tasksReport,
  taskWithTimeline,
} from "../operations/reports.ts";
import type { OperatedTasks } from "./operated-tasks.ts";

/** The tasks of the server that runs on this machine, which alone can reach them: their queues are embedded in it. */
export function createRequestedTasks(request: RequestServer): OperatedTasks {
  const pathOf = (id: string, action = "") => `/tasks/${encodeURIComponent(id)}${action}`;
  const queuePathOf = (name: string, action: string) => `/queues/${encodeURIComponent(name)}/${action}`;
  const post = (body?: unknown) => ({ method: "POST", body }) as const;
  const tasks: OperatedTasks["tasks"] = {
    list(filter) {
      const query = new URLSearchParams();
      for (const [name, value] of Object.entries(filter)) query.set(name, String(value));
      return request(tasksReport, `/tasks?${query}`);
    },
    show: (id) => request(taskWithTimeline, pathOf(id)),
    retry: (id) => request(taskReport, pathOf(id, "/retry"), post()),
    discard: (id) => request(taskReport, pathOf(id), { method: "DELETE" }),
    retryAll: (filter = {}) => request(countReport, "/tasks/retry-failed", post(filter)),
    discardAll: (filter = {}) => request(countReport, "/tasks/discard-failed", post(filter)),
    enqueue: (name, payload, options) =>
      request(enqueuedReport, "/tasks", post({ name, payload, ...options })),
    queues: () => request(queuesReport, "/queues"),
    pause: (name) => request(queueReport, queuePathOf(name, "pause"), post()),
    resume: (name) => request(queueReport, queuePathOf(name, "resume"), post()),
    drain: (name) => request(countReport, queuePathOf(name, "drain"), post()),
  };
  return {
    tasks,
    loadTests: {
      start: (kind, count) => request(startedLoadTest, "/tasks/load-tests", post({ kind, tasks: count })),
      report: (run) => request(loadTestReport, `/tasks/load-tests/${encodeURIComponent(run)}`),
    },
  };
}
