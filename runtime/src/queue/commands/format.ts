import { escapeLine, formatStatus, formatTable, styled } from "../../terminal/index.ts";
import type { LoadTestReport, Quantiles } from "../load-test/load-test-reports.ts";
import type { QueuesReport, TaskReport, TasksReport, TaskWithTimeline } from "../operations/reports.ts";

const bold = (cell: string, column: number) => (column === 0 ? styled("bold", cell) : cell);
const dim = (cell: string, column: number) => (column === 0 ? styled("dim", cell) : cell);

/** Formats one page of tasks, one in each line. */
export function formatTasks({ tasks, total }: TasksReport, state: string): string {
  if (tasks.length === 0) return `No task is ${state}.`;
  const rows = tasks.map((task) => [
    task.id,
    task.name,
    `${task.attemptsMade + task.deaths}/${task.attempts}`,
    task.finishedAt ?? task.dueAt ?? task.startedAt ?? task.enqueuedAt,
    firstLine(task.error ?? ""),
  ]);
  const shown = formatTable([["id", "name", "attempts", "at", "error"], ...rows], bold);
  return tasks.length === total ? shown : `${shown}\n\n${tasks.length} of ${total}; --offset shows more.`;
}

/** Formats one task with its history. */
export function formatTask({ task, timeline, stacks }: TaskWithTimeline): string {
  const rows: string[][] = [
    ["queue", task.queue],
    ["state", task.state],
    [
      "attempts",
      `${task.attemptsMade} of ${task.attempts}${task.deaths > 0 ? `; its worker died ${task.deaths === 1 ? "once" : `${task.deaths} times`}` : ""}`,
    ],
    ["payload", JSON.stringify(task.payload)],
  ];
  if (task.result !== null) rows.push(["result", JSON.stringify(task.result)]);
  if (task.duration !== null) rows.push(["took", formatMilliseconds(task.duration)]);
  const lines = [
    `${styled("bold", escapeLine(task.name))}  ${escapeLine(task.id)}`,
    formatTable(rows, dim),
    "",
  ];
  lines.push(
    formatTable(
      timeline.map(({ at, text }) => [at, text]),
      dim,
    ),
  );
  const stack = stacks.at(-1);
  if (task.state === "failed" && stack) lines.push("", stack);
  return lines.join("\n");
}

/** Formats all queues, one in each line, and whether workers serve them. */
export function formatQueues({ engine, lasting, queues, workers, trouble }: QueuesReport): string {
  const rows = queues.map((queue) => [
    queue.paused ? `${queue.name} (paused)` : queue.name,
    ...[queue.waiting, queue.active, queue.delayed, queue.failed, queue.perMinute].map(String),
    queue.oldestWait === null ? "" : formatMilliseconds(queue.oldestWait),
    queue.timeToClear === null ? "never" : formatMilliseconds(queue.timeToClear),
    `${queue.workers}`,
  ]);
  const heading = [
    "queue",
    "waiting",
    "active",
    "delayed",
    "failed",
    "per minute",
    "oldest",
    "clear in",
    "workers",
  ];
  const alive = workers.filter((worker) => worker.alive).length;
  const lines = [formatTable([heading, ...rows], bold), "", formatWorkers(alive, trouble)];
  if (engine === "embedded")
    lines.push(formatStatus("info", "Embedded in the running process: for development."));
  if (!lasting) lines.push(formatStatus("info", "Tasks are lost when the process ends."));
  return lines.join("\n");
}

function formatWorkers(alive: number, trouble: string | null): string {
  if (trouble !== null) return formatStatus("unhealthy", `The state of the workers is unknown: ${trouble}`);
  if (alive === 0) return formatStatus("unhealthy", "No worker is running, so no task is run.");
  return formatStatus("healthy", alive === 1 ? "One worker is running." : `${alive} workers are running.`);
}

/** Formats the state of a task after a command has changed it. */
export const formatTaskState = ({ id, name, state }: TaskReport): string => `${name} ${id} is ${state}.`;

/** Formats the result of a load test. */
export function formatLoadTest(report: LoadTestReport): string {
  const { completed, failed, throughput, wait, work, total } = report;
  const times = (name: string, values: Quantiles | null) =>
    values ? [name, ...[values.p50, values.p95, values.p99].map(formatMilliseconds)] : [name, "", "", ""];
  return [
    formatTable(
      [["", "p50", "p95", "p99"], times("waited", wait), times("at work", work), times("in all", total)],
      dim,
    ),
    "",
    `${completed} completed, ${failed} failed${throughput === null ? "" : `, ${throughput} tasks/s`}.`,
  ].join("\n");
}

const firstLine = (text: string) => text.split("\n")[0] ?? "";

/** Milliseconds in their largest unit: "12 ms", "3.4 s", "2 min". */
function formatMilliseconds(length: number): string {
  if (length < 1_000) return `${Math.round(length)} ms`;
  if (length < 120_000) return `${(length / 1_000).toFixed(1)} s`;
  return length < 7_200_000 ? `${Math.round(length / 60_000)} min` : `${Math.round(length / 3_600_000)} h`;
}
