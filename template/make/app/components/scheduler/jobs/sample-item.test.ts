import { getJobDefinition, type JobContext } from "@aegis-stack/runtime/scheduler";
import { pino } from "pino";
import { expect, test } from "vitest";
import { jobs } from "../jobs.ts";
import { sampleItemJob } from "./sample-item.ts";

const context: JobContext = {
  signal: new AbortController().signal,
  log: pino({ level: "silent" }),
  scheduledFor: new Date(),
  job: getJobDefinition(sampleItemJob),
};

test("reports what it read", async () => {
  expect(await sampleItemJob.run(context)).toContain("sample-item");
});

test("is one of the application's jobs", () => {
  expect(jobs).toContain(sampleItemJob);
});
