import type {
  LoadTestReport,
  Quantiles,
  QueuesReport,
  TaskReport,
  TasksReport,
  TaskWithTimeline,
} from "@aegis-stack/runtime/queue";
import { escapeLine } from "@aegis-stack/runtime/terminal";
import { marked, styled, table } from "#app/cli/terminal.ts";

const bold = (cell: string, column: number) => (column === 0 ? styled("bold", cell) : cell);
const dim = (cell: string, column: number) => (column === 0 ? styled("dim", cell) : cell);

/** One page of tasks, a line each. */
export function tasksTable({ tasks, total }: TasksReport, state: string): string {
  if (tasks.length === 0) return `No task is ${state}.`;
  const rows = tasks.map((task) => [
    task.id,
    task.name,
    `${task.attemptsMade + task.deaths}/${task.attempts}`,
    task.finishedAt ?? task.dueAt ?? task.startedAt ?? task.enqueuedAt,
    firstLine(task.error ?? ""),
  ]);
  const shown = table([["id", "name", "attempts", "at", "error"], ...rows], bold);
  return tasks.length === total ? shown : `${shown}\n\n${tasks.length} of ${total}; --offset shows more.`;
}

/** One task, with what has happened to it. */
export function taskText({ task, timeline, stacks }: TaskWithTimeline): string {
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
  if (task.duration !== null) rows.push(["took", milliseconds(task.duration)]);
  const lines = [`${styled("bold", escapeLine(task.name))}  ${escapeLine(task.id)}`, table(rows, dim), ""];
  lines.push(
    table(
      timeline.map(({ at, text }) => [at, text]),
      dim,
    ),
  );
  const stack = stacks.at(-1);
  if (task.state === "failed" && stack) lines.push("", stack);
  return lines.join("\n");
}

/** All queues, a line each, and who serves them. */
export function queuesTable({ engine, lasting, queues, workers, trouble }: QueuesReport): string {
  const rows = queues.map((queue) => [
    queue.paused ? `${queue.name} (paused)` : queue.name,
    ...[queue.waiting, queue.active, queue.delayed, queue.failed, queue.perMinute].map(String),
    queue.oldestWait === null ? "" : milliseconds(queue.oldestWait),
    queue.timeToClear === null ? "never" : milliseconds(queue.timeToClear),
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
  const lines = [table([heading, ...rows], bold), "", workersLine(alive, trouble)];
  if (engine === "embedded") lines.push(marked("info", "Embedded in the running process: for development."));
  if (!lasting) lines.push(marked("info", "Tasks are lost when the process ends."));
  return lines.join("\n");
}

function workersLine(alive: number, trouble: string | null): string {
  if (trouble !== null) return marked("unhealthy", `Whether a worker is running is not known: ${trouble}`);
  if (alive === 0) return marked("unhealthy", "No worker is running, so no task is begun.");
  return marked("healthy", alive === 1 ? "One worker is running." : `${alive} workers are running.`);
}

/** What became of a task, for those who have just asked for it. */
export const taskLine = ({ id, name, state }: TaskReport): string => `${name} ${id} is ${state}.`;

/** How a load test went. */
export function loadTestText(report: LoadTestReport): string {
  const { completed, failed, throughput, wait, work, total } = report;
  const times = (name: string, values: Quantiles | null) =>
    values ? [name, ...[values.p50, values.p95, values.p99].map(milliseconds)] : [name, "", "", ""];
  return [
    table(
      [["", "p50", "p95", "p99"], times("waited", wait), times("at work", work), times("in all", total)],
      dim,
    ),
    "",
    `${completed} completed, ${failed} failed${throughput === null ? "" : `, ${throughput} tasks/s`}.`,
  ].join("\n");
}

const firstLine = (text: string) => text.split("\n")[0] ?? "";

/** Milliseconds in their largest unit: "12 ms", "3.4 s", "2 min". */
function milliseconds(length: number): string {
  if (length < 1_000) return `${Math.round(length)} ms`;
  if (length < 120_000) return `${(length / 1_000).toFixed(1)} s`;
  return length < 7_200_000 ? `${Math.round(length / 60_000)} min` : `${Math.round(length / 3_600_000)} h`;
}
