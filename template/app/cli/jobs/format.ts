import type { JobReport, JobsReport, RunReport } from "@aegis-stack/runtime/scheduler";
import { escapeLine } from "@aegis-stack/runtime/terminal";
import { marked, styled, table } from "#app/cli/terminal.ts";

/** All jobs, a line each, and who runs them. */
export function jobsTable({ jobs, schedulers, lasting }: JobsReport, now: number): string {
  const alive = schedulers.filter((scheduler) => scheduler.alive).length;
  const rows = jobs.map((job) => [
    job.id,
    job.schedule,
    job.state === "scheduled" ? `next ${distance(job.next[0], now)}` : job.state,
    lastRun(job, now),
  ]);
  const who =
    alive === 0
      ? marked("unhealthy", "No scheduler is running, so no job is started.")
      : marked("healthy", alive === 1 ? "One scheduler is running." : `${alive} schedulers are running.`);
  const lines = [
    table([["job", "schedule", "state", "last run"], ...rows], (cell, column) =>
      column === 0 ? styled("bold", cell) : cell,
    ),
    "",
    who,
  ];
  if (!lasting) lines.push(marked("info", "Pauses and history are lost when the process ends."));
  return lines.join("\n");
}

function lastRun({ last }: JobReport, now: number): string {
  if (!last) return "none yet";
  const message = last.message === null ? "" : `: ${last.message}`;
  return `${last.status} ${distance(last.finishedAt ?? last.scheduledFor, now)}${message}`;
}

/** One job, with what comes next. */
export function jobText(job: JobReport, now: number): string {
  const rows = [
    ["schedule", job.schedule],
    ["state", job.state],
    ["when it overlaps", job.overlap === "skip" ? "the later tick is skipped" : "both run"],
    ["when ticks were missed", { skip: "none runs", once: "the newest runs", all: "all run" }[job.misfire]],
    ["last run", lastRun(job, now)],
    ...job.next.map((tick, index) => [index === 0 ? "next runs" : "", `${tick}  ${distance(tick, now)}`]),
  ];
  const heading =
    styled("bold", escapeLine(job.id)) + (job.description === "" ? "" : `  ${escapeLine(job.description)}`);
  return `${heading}\n${table(rows, (cell, column) => (column === 0 ? styled("dim", cell) : cell))}`;
}

/** A history, a line a run. */
export function historyTable(runs: readonly RunReport[]): string {
  if (runs.length === 0) return "No run yet.";
  const rows = runs.map(({ scheduledFor, status, trigger, duration, message }) => [
    scheduledFor,
    status,
    trigger,
    duration === null ? "" : `${duration} ms`,
    message ?? "",
  ]);
  return table([["for", "status", "by", "took", "message"], ...rows]);
}

/** How far away a time is, in its largest unit: "in 3 h", "2 min ago". */
function distance(time: string | undefined, now: number): string {
  if (time === undefined) return "never";
  const milliseconds = Date.parse(time) - now;
  const seconds = Math.round(Math.abs(milliseconds) / 1_000);
  const words =
    seconds < 120
      ? `${seconds} s`
      : seconds < 7_200
        ? `${Math.round(seconds / 60)} min`
        : seconds < 172_800
          ? `${Math.round(seconds / 3_600)} h`
          : `${Math.round(seconds / 86_400)} d`;
  return milliseconds >= 0 ? `in ${words}` : `${words} ago`;
}
