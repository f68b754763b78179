import { expect, test } from "vitest";
import type { JobReport, RunReport } from "../report.ts";
import { formatHistory, formatJob, formatJobs } from "./format.ts";

const NOW = Date.parse("2026-06-01T12:00:00Z");

const run: RunReport = {
  id: "1",
  jobId: "nightly",
  status: "failed",
  trigger: "late",
  scheduledFor: "2026-06-01T02:00:00.000Z",
  startedAt: "2026-06-01T11:58:00.000Z",
  finishedAt: "2026-06-01T11:58:01.500Z",
  duration: 1_500,
  message: "The disk is full.",
  ticks: 1,
  scheduler: "one",
};

const job: JobReport = {
  id: "nightly",
  description: "Cleans up",
  schedule: "every day at 02:00 UTC",
  timeZone: "UTC",
  state: "scheduled",
  pausedAt: null,
  next: ["2026-06-02T02:00:00.000Z", "2026-06-05T02:00:00.000Z"],
  current: null,
  last: run,
  overlap: "skip",
  misfire: "once",
  grace: 1,
  jitter: 0,
  timeout: 1,
};

const scheduler = { id: "one", host: "here", pid: 1, startedAt: "", seenAt: "", skew: 0 };

test("jobs are a line each: schedule, how far the next run is, and how the last one went", () => {
  const schedulers = [
    { ...scheduler, alive: true },
    { ...scheduler, alive: false },
  ];
  const jobs = [job, { ...job, id: "other", state: "paused" as const, next: [], last: null }];
  expect(formatJobs({ jobs, schedulers, lasting: false, decidedUntil: null }, NOW).split("\n")).toEqual([
    "job      schedule                state         last run",
    "nightly  every day at 02:00 UTC  next in 14 h  failed 119 s ago: The disk is full.",
    "other    every day at 02:00 UTC  paused        none yet",
    "",
    "✔ One scheduler is running.",
    "ℹ Pauses and history are lost when the process ends.",
  ]);
});

test("a job is told with its rules in words and each of its next runs", () => {
  const text = formatJob(job, NOW);
  expect(text).toMatch(/^nightly {2}Cleans up\n/);
  expect(text).toMatch(/when it overlaps +the later tick is skipped$/m);
  expect(text).toMatch(/when ticks were missed +the newest runs$/m);
  expect(text).toMatch(
    /next runs +2026-06-02T02:00:00.000Z {2}in 14 h\n +2026-06-05T02:00:00.000Z {2}in 4 d$/m,
  );
});

test("a history is a line a run, and says so when there is none", () => {
  expect(formatHistory([run])).toMatch(
    /2026-06-01T02:00:00\.000Z +failed +late +1500 ms +The disk is full\.$/m,
  );
  expect(formatHistory([])).toBe("No run yet.");
});
