import { expect, test } from "vitest";
import { AppError } from "../errors/index.ts";
import type { Duration } from "../time/index.ts";
import { validateJobs } from "./check-jobs.ts";
import { defineJob, type JobOptions } from "./job.ts";
import { at, cron, every } from "./schedule.ts";

const good: JobOptions = { id: "good", schedule: cron("0 2 * * *"), run: () => {} };
const job = (options: Partial<JobOptions>) => defineJob({ ...good, ...options });

function faultsOf(...jobs: Partial<JobOptions>[]): readonly string[] {
  try {
    validateJobs(jobs.map(job));
  } catch (error) {
    if (error instanceof AppError) return error.details;
    throw error;
  }
  return [];
}

test("good jobs pass, a date that has passed too: it ran, and a restart must not fail for it", () => {
  expect(
    faultsOf(
      { id: "a", schedule: cron("*/5 * * * 1-5"), timeZone: "Australia/Lord_Howe" },
      { id: "b", schedule: cron("0 0 3 * * *") },
      { id: "c", schedule: cron("@daily") },
      { id: "d", schedule: every("90s"), jitter: "30s" },
      { id: "e", schedule: at("2001-01-01T00:00:00Z") },
      { id: "f", schedule: cron("0 0 29 2 *") },
    ),
  ).toEqual([]);
});

test.each<[string, Partial<JobOptions>]>([
  ["kebab-case", { id: "Not Kebab" }],
  ["is not a time zone", { timeZone: "Mars/Olympus" }],
  ["cannot be read: Invalid value for minute", { schedule: cron("61 * * * *") }],
  ["five fields", { schedule: cron("* * *") }],
  ["five fields", { schedule: cron("0 0 0 1 1 * 2027") }],
  ["five fields", { schedule: cron("2027-01-01T00:00:00") }],
  ["never comes", { schedule: cron("0 0 31 2 *") }],
  ["above 0", { schedule: every(0) }],
  ["above 0", { schedule: every(-5) }],
  ["above 0", { schedule: every("1 day" as Duration) }],
  ["one second or more", { schedule: every("10ms") }],
  ["with its offset", { schedule: at("2027-01-01T00:00:00") }],
  ["with its offset", { schedule: at("tomorrow") }],
  ["shorter than the interval", { schedule: every("10s"), jitter: "10s" }],
  ["timeout must", { timeout: 0 }],
  ["grace must", { grace: "soon" as Duration }],
  ["backlog must", { backlog: 0.5 }],
])("a fault is named: %s", (words, options) => {
  const faults = faultsOf(options);
  expect(faults).toHaveLength(1);
  expect(faults[0]).toContain(words);
});

test("every fault of every job is listed at once, each with the job's id", () => {
  const faults = faultsOf({ id: "twin" }, { id: "twin", timeout: -1 }, { id: "zone", timeZone: "" });
  expect(faults.map((line) => line.split(":")[0])).toEqual(["twin", "twin", "zone"]);
});
