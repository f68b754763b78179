import type { FastifyPluginAsync } from "fastify";
import { createServer } from "#app/components/backend/server.ts";
import { databasePart } from "#app/core/db/part.ts"; // aegis:database
import type { Part } from "#app/core/lifecycle/lifecycle.ts";
import { queuePart } from "#app/core/queue/part.ts"; // aegis:worker
import { redisPart } from "#app/core/redis/part.ts"; // aegis:redis
import { settings } from "#app/core/settings/index.ts"; // aegis:scheduler|worker
import { currentRole } from "#app/core/settings/role.ts"; // aegis:scheduler=database|worker
import { authPart } from "#app/services/auth/part.ts"; // aegis:auth
import { mailPart } from "#app/services/mail/part.ts"; // aegis:mail
import { metrics } from "#app/services/system/metrics/index.ts";
import { serve } from "./serve/serve.ts";

/** API and pages in one server: what a process that answers requests is made of. */
export async function webParts(pages: FastifyPluginAsync): Promise<Part[]> {
  const app = await createServer();
  await app.register(pages);
  const parts: Part[] = [metrics.part()];
  parts.push(databasePart); // aegis:database
  parts.push(redisPart); // aegis:redis
  parts.push(queuePart); // aegis:worker
  parts.push(mailPart); // aegis:mail
  parts.push(authPart); // aegis:auth
  // #region aegis:scheduler=database|worker
  // In production the others have processes of their own.
  const isAlone = currentRole() === "dev" || settings.SINGLE_PROCESS;
  // #endregion aegis:scheduler=database|worker
  if (isAlone) parts.push(await schedulerPart()); // aegis:scheduler=database
  // // Its jobs live in memory, so they can only be looked at and asked for in the process that runs them. // aegis:scheduler=memory
  // if (settings.SCHEDULER_IN_WEB) parts.push(await schedulerPart()); // aegis:scheduler=memory
  parts.push(serve(app));
  // #region aegis:worker
  // After the server listens: an embedded queue takes seconds to open.
  if (isAlone) parts.push(await workerPart());
  // #endregion aegis:worker
  // #region aegis:scheduler=database|worker
  if (!isAlone) {
    const { missingRoles } = await import("./missing-roles.ts");
    parts.push(missingRoles());
  }
  // #endregion aegis:scheduler=database|worker
  return parts;
}

// #region aegis:scheduler
async function schedulerPart(): Promise<Part> {
  const { createScheduler } = await import("./create-scheduler.ts");
  return createScheduler();
}
// #endregion aegis:scheduler

// #region aegis:worker
async function workerPart(): Promise<Part> {
  const { createWorker } = await import("./create-worker.ts");
  return createWorker();
}
// #endregion aegis:worker
