import { parseArgs } from "node:util";
import { AppError } from "@aegis-stack/runtime/errors";
import { run } from "#app/core/lifecycle/run.ts";

process.env.NODE_ENV ??= "production";

/** The process that runs tasks in production. It opens no port; its sign of life is where the queues are. */
await run("worker", async () => {
  const names = queueNames(process.argv.slice(2));
  const { metrics } = await import("#app/services/system/metrics/index.ts");
  const { queuePart } = await import("#app/core/queue/part.ts");
  const { createWorker } = await import("./create-worker.ts");
  const parts = [metrics.part()];
  // #region aegis:redis
  const { redisPart } = await import("#app/core/redis/part.ts");
  parts.push(redisPart);
  // #endregion aegis:redis
  // #region aegis:database
  const { databasePart } = await import("#app/core/db/part.ts");
  parts.push(databasePart);
  // #endregion aegis:database
  parts.push(queuePart);
  // #region aegis:mail
  const { mailPart } = await import("#app/services/mail/part.ts");
  parts.push(mailPart);
  // #endregion aegis:mail
  parts.push(createWorker(names));
  return parts;
});

/** `--queues system,reports`; undefined: all of them. */
function queueNames(args: string[]): string[] | undefined {
  try {
    const { values } = parseArgs({ args, options: { queues: { type: "string" } } });
    return values.queues?.split(",").map((name) => name.trim());
  } catch (error) {
    throw new AppError({
      code: "worker.usage",
      kind: "invalid",
      what: `The options of the worker are not valid: ${error instanceof Error ? error.message : String(error)}`,
      todo: "Start it with --queues and names separated by commas, or with nothing for all queues.",
    });
  }
}
