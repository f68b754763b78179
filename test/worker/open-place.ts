import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { createDatabase, dropDatabase, isReachable, SERVER } from "../postgres.ts";
import { removeApplications } from "../remove-applications.ts";
import { until } from "../until.ts";
import {
  startService,
  startWorker,
  type TrialService,
  type TrialWorker,
  trialApplication,
} from "./processes.ts";
import { type OwnRedis, ownRedis } from "./servers.ts";

export type Engine = "redis" | "postgres";

const hasServer = await isReachable(SERVER);
if (!hasServer) console.warn(`no PostgreSQL at ${SERVER}: its workers are not tested`);

/** Those that are tried. In CI a missing server is a failure, elsewhere it is said aloud. */
export const engines: readonly Engine[] = hasServer || process.env.CI ? ["redis", "postgres"] : ["redis"];

/** Where a proof takes place: an application, a server, and the processes that it starts. Also for `bench/`. */
export interface Place {
  service: TrialService;
  redis: OwnRedis | undefined;
  worker(env?: Record<string, string>): Promise<TrialWorker>;
  workers: TrialWorker[];
  /** The path of a file by which a test and its processes signal to each other. */
  file(name: string): string;
}

/** Prepares a place. `clear` ends its processes and removes what was created. */
export async function openPlace(engine: Engine): Promise<{ place: Place; clear: () => Promise<void> }> {
  const folder = trialApplication(
    engine === "redis" ? ["redis", "worker[redis]"] : ["database[postgres]", "worker[postgres]"],
  );
  const redis = engine === "redis" ? await ownRedis() : undefined;
  const database = `proof_${randomUUID().replaceAll("-", "")}`;
  if (!redis) createDatabase(folder, SERVER, database);
  const own: Record<string, string> = redis
    ? { REDIS_URL: redis.url }
    : { DATABASE_URL: `${SERVER}/${database}` };
  const workers: TrialWorker[] = [];
  const service = startService(folder, own);
  // Creating the schema takes longer than the timeout of a call.
  await until("the service is ready", async () => (await service.ask("ping")).code === null);
  return {
    place: {
      service,
      redis,
      workers,
      file: (name) => join(folder, name),
      async worker(env = {}) {
        const worker = await startWorker(folder, { ...own, ...env });
        workers.push(worker);
        return worker;
      },
    },
    async clear() {
      for (const worker of workers) worker.process.kill("SIGKILL");
      await Promise.all(workers.map(({ ended }) => ended));
      service.stop();
      await redis?.remove();
      if (!redis) dropDatabase(folder, SERVER, database);
      await removeApplications(folder);
    },
  };
}
