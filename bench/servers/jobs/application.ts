import { run } from "#app/core/lifecycle/run.ts";

// The generated application's own scheduler with 1,000 jobs, each of which tells how late it was begun.
await run("scheduler", async () => {
  const { databasePart } = await import("#app/core/db/part.ts");
  const { log } = await import("#app/core/log.ts");
  const { jobStore } = await import("#app/services/jobs/index.ts");
  const { defineJob } = await import("#app/services/jobs/job/job.ts");
  const { cron } = await import("#app/services/jobs/job/schedule.ts");
  const { scheduler } = await import("#app/components/scheduler/scheduler.ts");
  const jobs = Array.from({ length: 1_000 }, (_, index) =>
    defineJob({
      id: `job-${index}`,
      schedule: cron(process.env.SPREAD ? `${index % 60} * * * * *` : "*/20 * * * * *"),
      run({ scheduledFor }) {
        process.send?.({ drift: Date.now() - scheduledFor.getTime(), memory: process.memoryUsage().rss });
      },
    }),
  );
  return [databasePart, scheduler({ jobs, store: jobStore, log })];
});
