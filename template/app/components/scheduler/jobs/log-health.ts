import { defineJob } from "#app/services/jobs/job/job.ts";
import { every } from "#app/services/jobs/job/schedule.ts";
import { health } from "#app/services/system/health/index.ts";
import { troublesOf } from "#app/services/system/health/troubles.ts";

/** Looks at everything and writes what is not well into the log, for those who watch logs rather than pages. */
export const logHealth = defineJob({
  id: "log-health",
  description: "Writes failing health checks to the log",
  schedule: every("5m"),
  misfire: "skip",
  timeout: "30s",
  async run({ log }) {
    const { tree } = await health.report();
    const troubles = troublesOf(tree);
    for (const { path, status, message } of troubles) log.warn({ check: path, status }, message);
    if (troubles.length === 0) return "All checks pass.";
    return troubles.map(({ path, message }) => `${path}: ${message}`).join(" ");
  },
});
