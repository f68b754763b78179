import { Cron } from "croner";

// The same jobs by the bare cron engine: nothing is remembered, nothing is claimed.
for (let index = 0; index < 1_000; index++) {
  new Cron(process.env.SPREAD ? `${index % 60} * * * * *` : "*/20 * * * * *", { timezone: "UTC" }, (self) => {
    const scheduledFor = self.currentRun();
    if (scheduledFor === null) return;
    const tick = Math.floor(scheduledFor.getTime() / 1_000) * 1_000;
    process.send?.({ drift: Date.now() - tick, memory: process.memoryUsage().rss });
  });
}
process.on("SIGTERM", () => process.exit(0));
