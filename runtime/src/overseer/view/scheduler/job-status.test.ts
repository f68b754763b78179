import { expect, test } from "vitest";
import { markOfJob } from "./job-status.ts";
import { exampleJob, exampleRun } from "./jobs.fixture.ts";

const failed = exampleRun({ status: "failed" });

test.each([
  [{ state: "scheduled" }, "On schedule"],
  [{ state: "scheduled", last: exampleRun() }, "On schedule"],
  [{ state: "scheduled", last: failed }, "Failing"],
  [{ state: "scheduled", last: exampleRun({ status: "missed" }) }, "Missed"],
  [{ state: "scheduled", last: exampleRun({ status: "skipped" }) }, "On schedule"],
  [{ state: "running", last: failed }, "Running"],
  [{ state: "waiting", last: failed }, "Waiting"],
  [{ state: "paused", last: failed }, "Paused"],
  [{ state: "over" }, "Ended"],
  [{ state: "over", last: failed }, "Failing"],
] as const)("a job that is %o is shown as %s", (given, word) => {
  expect(markOfJob(exampleJob(given), true).word).toBe(word);
});

test("without a scheduler no job is on schedule, and one that failed is failing still", () => {
  expect(markOfJob(exampleJob(), false)).toEqual({ status: "none", word: "No scheduler" });
  expect(markOfJob(exampleJob({ last: failed }), false).word).toBe("Failing");
});
