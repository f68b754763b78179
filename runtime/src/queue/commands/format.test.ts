import type { QueueReport, TaskReport } from "@aegis-stack/runtime/queue";
import { expect, test } from "vitest";
import { formatLoadTest, formatQueues, formatTask, formatTasks } from "./format.ts";

const task: TaskReport = {
  id: "letters:1",
  name: "greet",
  queue: "letters",
  state: "failed",
  payload: { name: "Ada" },
  attempts: 4,
  attemptsMade: 3,
  deaths: 1,
  priority: 0,
  progress: null,
  result: null,
  error: "no paper\nin the printer",
  enqueuedAt: "2027-01-31T08:00:00.000Z",
  dueAt: null,
  startedAt: "2027-01-31T08:00:01.000Z",
  finishedAt: "2027-01-31T08:00:02.000Z",
  duration: 1_000,
  worker: "one",
};

const queue: QueueReport = {
  name: "letters",
  description: "",
  paused: true,
  waiting: 12,
  delayed: 1,
  active: 2,
  completed: 5,
  failed: 3,
  oldestWait: 65_000,
  perMinute: 1.5,
  failureRate: 0.1,
  timeToClear: null,
  concurrency: 10,
  rateLimit: null,
  workers: 1,
  minutes: [],
};

test("tasks are a line each, with the first line of their error", () => {
  expect(formatTasks({ tasks: [task], total: 3 }, "failed")).toBe(
    [
      "id         name   attempts  at                        error",
      "letters:1  greet  4/4       2027-01-31T08:00:02.000Z  no paper",
      "",
      "1 of 3; --offset shows more.",
    ].join("\n"),
  );
  expect(formatTasks({ tasks: [], total: 0 }, "failed")).toBe("No task is failed.");
});

test("a task is shown with what has happened to it", () => {
  const timeline = [{ at: task.enqueuedAt, kind: "enqueued" as const, text: "Enqueued." }];
  const text = formatTask({ task, timeline, stacks: ["Error: no paper\n    at print"] });
  expect(text).toContain("attempts  3 of 4; its worker died once");
  expect(text).toContain('payload   {"name":"Ada"}');
  expect(text).toContain("2027-01-31T08:00:00.000Z  Enqueued.");
  expect(text).toContain("at print");
});

test("queues tell what waits, how long, and that nobody is there", () => {
  const text = formatQueues({
    engine: "embedded",
    lasting: true,
    queues: [queue],
    workers: [],
    trouble: null,
  });
  expect(text).toMatch(/letters \(paused\) +12 +2 +1 +3 +1\.5 +65\.0 s +never +1/);
  expect(text).toContain("No worker is running");
  expect(text).toContain("Embedded in the running process");
});

test("a load test is told in times and in tasks a second", () => {
  const times = { p50: 5, p95: 12, p99: 2_500 };
  const text = formatLoadTest({
    run: "one",
    completed: 99,
    failed: 1,
    throughput: 321.5,
    wait: times,
    work: times,
    total: null,
  });
  expect(text).toMatch(/waited +5 ms +12 ms +2\.5 s/);
  expect(text).toContain("99 completed, 1 failed, 321.5 tasks/s.");
});
