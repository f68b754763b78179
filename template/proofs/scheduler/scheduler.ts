import { existsSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { run } from "@aegis-stack/runtime/application";
import { createJobRunner, defineJob, every } from "@aegis-stack/runtime/scheduler";

/**
 * A scheduler with jobs that are due every second, as a process of its own. The environment says how many there are
 * (JOBS), how many milliseconds each takes (WORK), the file without which it lets nothing else happen (BLOCK), whether it
 * ignores its signal (STUBBORN), and the LEASE.
 */
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

await run("scheduler", () => import("#app/application.ts"), {
  async scheduler() {
    const { jobs: scheduler } = await import("#app/services/jobs/index.ts");
    const lease = Number(process.env.LEASE ?? 15_000);
    return {
      scheduler: { create: ({ application }) => createJobRunner({ scheduler, jobs, lease, ...application }) },
    };
  },
});

/** As a job does that computes: no timer, no heartbeat, until a file is there. */
function blockUntil(file: string | undefined): void {
  while (file !== undefined && !existsSync(file))
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
}
