import { run } from "@aegis-stack/runtime/application";
import { cron, defineJob, defineScheduling } from "@aegis-stack/runtime/scheduler";

const jobs = Array.from({ length: 1_000 }, (_, index) =>
  defineJob({
    id: `job-${index}`,
    schedule: cron(process.env.SPREAD ? `${index % 60} * * * * *` : "*/20 * * * * *"),
    run({ scheduledFor }) {
      process.send?.({ drift: Date.now() - scheduledFor.getTime(), memory: process.memoryUsage().rss });
    },
  }),
);

// The generated application's own scheduler with 1,000 jobs, each of which tells how late it was begun.
await run("scheduler", () => import("#app/application.ts"), {
  async scheduler() {
    const { jobs: scheduler } = await import("#app/services/jobs/index.ts");
    return { scheduler: defineScheduling({ scheduler, jobs }) };
  },
});
