import { cron, defineJob } from "@aegis-stack/runtime/scheduler";
import { auth } from "#app/services/auth/index.ts";

/** Drops sessions, tokens and counts that are over, and what the audit trail has kept for a year, every night. */
export const cleanAuthJob = defineJob({
  id: "clean-auth",
  description: "Drops sessions and tokens that have expired, and audit entries older than a year",
  schedule: cron("30 3 * * *"),
  misfire: "once",
  grace: "23h",
  timeout: "5m",
  async run() {
    const { sessions, verifications, rateLimits, signInFailures, auditEntries } = await auth.clean();
    return `Dropped ${sessions} sessions, ${verifications} tokens, ${rateLimits + signInFailures} counts and ${auditEntries} audit entries.`;
  },
});
