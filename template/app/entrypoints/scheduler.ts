import { run } from "#app/core/lifecycle/run.ts";

process.env.NODE_ENV ??= "production";

/** The process that starts jobs in production. It opens no port; its sign of life is in the database. */ // aegis:scheduler=database
// /** A process that starts jobs and does nothing else. What it does is told by its log alone: it keeps it in memory. */ // aegis:scheduler=memory
await run("scheduler", async () => {
  const { metrics } = await import("#app/services/system/metrics/index.ts");
  const { createScheduler } = await import("./create-scheduler.ts");
  const parts = [metrics.part()];
  // #region aegis:database
  const { databasePart } = await import("#app/core/db/part.ts");
  parts.push(databasePart);
  // #endregion aegis:database
  // #region aegis:redis
  const { redisPart } = await import("#app/core/redis/part.ts");
  parts.push(redisPart);
  // #endregion aegis:redis
  // #region aegis:worker
  const { queuePart } = await import("#app/core/queue/part.ts");
  parts.push(queuePart);
  // #endregion aegis:worker
  // #region aegis:mail
  const { mailPart } = await import("#app/services/mail/part.ts");
  parts.push(mailPart);
  // #endregion aegis:mail
  parts.push(createScheduler());
  return parts;
});
