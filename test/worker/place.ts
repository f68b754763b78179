import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { afterAll, beforeAll } from "vitest";
import { createDatabase, dropDatabase, isReachable, SERVER } from "../postgres.ts";
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

/** Where a proof takes place: an application, a server, and the processes that it starts. */
export interface Place {
  service: TrialService;
  redis: OwnRedis | undefined;
  worker(env?: Record<string, string>): Promise<TrialWorker>;
  workers: TrialWorker[];
}

/** A place of one's own for the tests of a `describe`. It is put in order before them and cleared away after them. */
export function placeOf(engine: Engine): () => Place {
  let place: Place | undefined;
  let clear = async () => {};

  beforeAll(async () => {
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
    place = {
      service,
      redis,
      workers,
      async worker(env = {}) {
        const worker = await startWorker(folder, { ...own, ...env });
        workers.push(worker);
        return worker;
      },
    };
    clear = async () => {
      for (const worker of workers) worker.process.kill("SIGKILL");
      await Promise.all(workers.map(({ ended }) => ended));
      service.stop();
      await redis?.remove();
      if (!redis) dropDatabase(folder, SERVER, database);
      rmSync(folder, { recursive: true, force: true });
    };
    // Making the schema takes longer than the second that anybody waits for an answer.
    while ((await service.ask("ping")).code !== null);
  });
  afterAll(() => clear());

  return () => {
    if (!place) throw new Error("the place is not ready");
    return place;
  };
}

/** Nobody's promise: only so that what hangs comes to an end and says what it was about. Milliseconds. */
const HANGS = 240_000;

/**
 * Waits until something holds, looking again and again.
 *
 * @param limit milliseconds that are promised; by default only what hangs comes to an end
 * @throws Error in the end, with what it was about
 */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  limit = HANGS,
): Promise<void> {
  const deadline = Date.now() + limit;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`${what}: not within ${limit} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
