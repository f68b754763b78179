import { cron, defineJob } from "@aegis-stack/runtime/scheduler";
import { ai } from "#app/services/ai/index.ts";

/** Drops conversations, approvals and usage that are older than the application keeps them, every night. */
export const cleanAiJob = defineJob({
  id: "clean-ai",
  description: "Drops conversations, approvals and usage that are older than they are kept",
  schedule: cron("45 3 * * *"),
  misfire: "once",
  grace: "23h",
  timeout: "5m",
  async run() {
    const { conversations, approvals, usageEntries } = await ai.service.deleteExpired();
    return `Dropped ${conversations} conversations, ${approvals} approvals and ${usageEntries} entries of usage.`;
  },
});
