import { existsSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { run } from "#app/core/lifecycle/run.ts";

/**
 * A scheduler with jobs that are due every second, as a process of its own. The environment says how many there are
 * (JOBS), how many milliseconds each takes (WORK), the file without which it lets nothing else happen (BLOCK), whether it
 * ignores its signal (STUBBORN), and the LEASE.
 */
await run("scheduler", async () => {
  const { databasePart } = await import("#app/core/db/part.ts"); // aegis:scheduler=database
  const { log } = await import("#app/core/log.ts");
  const { jobStore } = await import("#app/services/jobs/index.ts");
  const { defineJob } = await import("#app/services/jobs/job/job.ts");
  const { every } = await import("#app/services/jobs/job/schedule.ts");
  const { scheduler } = await import("./scheduler.ts");
  const work = Number(process.env.WORK ?? 50);
  const jobs = Array.from({ length: Number(process.env.JOBS ?? 1) }, (_, index) =>
    defineJob({
      id: `job-${index}`,
      schedule: every("1s"),
      misfire: "all",
      async run({ signal, scheduledFor, job }) {
        const tick = `${job.id} ${scheduledFor.getTime()}\n`;
        process.stdout.write(`begin ${tick}`);
        blockUntil(process.env.BLOCK);
        await delay(work, undefined, process.env.STUBBORN ? {} : { signal });
        process.stdout.write(`end ${tick}`);
      },
    }),
  );
  const parts = [];
  parts.push(databasePart); // aegis:scheduler=database
  parts.push(scheduler({ jobs, store: jobStore, log, lease: Number(process.env.LEASE ?? 15_000) }));
  return parts;
});

/** As a job does that computes: no timer, no sign of life, until a file is there. */
function blockUntil(file: string | undefined): void {
  while (file !== undefined && !existsSync(file))
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
}
