import { escapeLine, formatStatus, formatTable, styled } from "../../terminal/index.ts";
import type { JobReport, JobsReport, RunReport } from "../report.ts";

/** Formats all jobs, one in each line, and whether a scheduler runs them. */
export function formatJobs({ jobs, schedulers, lasting }: JobsReport, now: number): string {
  const alive = schedulers.filter((scheduler) => scheduler.alive).length;
  const rows = jobs.map((job) => [
    job.id,
    job.schedule,
    job.state === "scheduled" ? `next ${formatDistance(job.next[0], now)}` : job.state,
    formatLastRun(job, now),
  ]);
  const who =
    alive === 0
      ? formatStatus("unhealthy", "No scheduler is running, so no job is started.")
      : formatStatus(
          "healthy",
          alive === 1 ? "One scheduler is running." : `${alive} schedulers are running.`,
        );
  const lines = [
    formatTable([["job", "schedule", "state", "last run"], ...rows], (cell, column) =>
      column === 0 ? styled("bold", cell) : cell,
    ),
    "",
    who,
  ];
  if (!lasting) lines.push(formatStatus("info", "Pauses and history are lost when the process ends."));
  return lines.join("\n");
}

function formatLastRun({ last }: JobReport, now: number): string {
  if (!last) return "none yet";
  const message = last.message === null ? "" : `: ${last.message}`;
  return `${last.status} ${formatDistance(last.finishedAt ?? last.scheduledFor, now)}${message}`;
}

/** Formats one job with its next runs. */
export function formatJob(job: JobReport, now: number): string {
  const rows = [
    ["schedule", job.schedule],
    ["state", job.state],
    ["when it overlaps", job.overlap === "skip" ? "the later tick is skipped" : "both run"],
    ["when ticks were missed", { skip: "none runs", once: "the newest runs", all: "all run" }[job.misfire]],
    ["last run", formatLastRun(job, now)],
    ...job.next.map((tick, index) => [
      index === 0 ? "next runs" : "",
      `${tick}  ${formatDistance(tick, now)}`,
    ]),
  ];
  const heading =
    styled("bold", escapeLine(job.id)) + (job.description === "" ? "" : `  ${escapeLine(job.description)}`);
  return `${heading}\n${formatTable(rows, (cell, column) => (column === 0 ? styled("dim", cell) : cell))}`;
}

/** Formats a history, one run in each line. */
export function formatHistory(runs: readonly RunReport[]): string {
  if (runs.length === 0) return "No run yet.";
  const rows = runs.map(({ scheduledFor, status, trigger, duration, message }) => [
    scheduledFor,
    status,
    trigger,
    duration === null ? "" : `${duration} ms`,
    message ?? "",
  ]);
  return formatTable([["for", "status", "by", "took", "message"], ...rows]);
}

/** How far away a time is, in its largest unit: "in 3 h", "2 min ago". */
function formatDistance(time: string | undefined, now: number): string {
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
