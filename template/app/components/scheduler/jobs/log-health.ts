import { findFailingChecks } from "@aegis-stack/runtime/health";
import { defineJob, every } from "@aegis-stack/runtime/scheduler";
import { application } from "#app/application.ts";

/** Looks at everything and writes what is not well into the log, for those who watch logs rather than pages. */
export const logHealth = defineJob({
  id: "log-health",
  description: "Writes failing health checks to the log",
  schedule: every("5m"),
  misfire: "skip",
  timeout: "30s",
  async run({ log }) {
    const { tree } = await application.health.report();
    const troubles = findFailingChecks(tree);
    for (const { path, status, message } of troubles) log.warn({ check: path, status }, message);
    if (troubles.length === 0) return "All checks pass.";
    return troubles.map(({ path, message }) => `${path}: ${message}`).join(" ");
  },
});
