import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { createProcessPhase } from "@aegis-stack/runtime/process";
import { createQueue, createWorker, defineTask, handle } from "@aegis-stack/runtime/queue";
import { createPostgresBackend, createRedisBackend, Queue, runMigrations, Worker } from "bullmq";
import { pino } from "pino";
import { z } from "zod";
import { queue as ownQueue } from "#app/core/queue.ts";

/**
 * Queues as the application has them, and as their library comes, in one process that receives commands as lines:
 * [whose, what, how many]. Responds with a line: the figure.
 */
const TASK_CONCURRENCY = 10;
const payload = { userId: "0197a3e2-6a8c-7b7e-8c55-1f6a2f0c9d11", title: "A report of some length" };
const kept = { age: 86_400, count: 1_000 };
/** What ours promise, as the library names it: attempts with growing waits, bounded retention, lost tasks found soon. */
const options = {
  attempts: 4,
  backoff: { type: "exponential", delay: 1_000, jitter: 0.5 },
  removeOnComplete: kept,
  removeOnFail: { age: 604_800, count: 10_000 },
};
const holding = { lockDuration: 10_000, stalledInterval: 5_000, maxStalledCount: 4 };

interface Contestant {
  add(): Promise<unknown>;
  addMany(count: number): Promise<unknown>;
  /** Works until the function that it resolves to is called. */
  work(done: () => void): Promise<() => Promise<unknown>>;
}

const task = defineTask({
  name: "bench",
  queue: "bench-ours",
  payload: z.object({ userId: z.string(), title: z.string() }),
});
const { engine } = ownQueue;
const queue = createQueue({ engine, queues: { "bench-ours": { concurrency: TASK_CONCURRENCY } } });
const ours: Contestant = {
  add: () => queue.enqueue(task, payload),
  addMany: (count) => queue.enqueueMany(task, Array(count).fill(payload)),
  async work(done) {
    const worker = createWorker({
      queue,
      handlers: [handle(task, done)],
      phase: createProcessPhase(),
      log: pino({ level: "silent" }),
    });
    await worker.start?.();
    return async () => worker.stop?.(new AbortController().signal);
  },
};

/** Redis, or PostgreSQL, as its documentation says. */
async function rawBackend() {
  const { REDIS_URL, DATABASE_URL } = process.env;
  if (REDIS_URL) {
    const { Redis } = await import("ioredis");
    // Fails fast where a caller enqueues, waits where tasks are taken, as its guide for production says.
    const asking = new Redis(REDIS_URL, { enableOfflineQueue: false, maxRetriesPerRequest: 1 });
    await once(asking, "ready");
    const waiting = new Redis(REDIS_URL, { maxRetriesPerRequest: null });
    return { asking, waiting, factory: createRedisBackend };
  }
  if (!DATABASE_URL) return undefined;
  const { default: pg } = await import("pg");
  const client = new pg.Client(DATABASE_URL);
  await client.connect();
  await runMigrations(client);
  await client.end();
  const connection = { connectionString: DATABASE_URL };
  return { asking: connection, waiting: connection, factory: createPostgresBackend };
}

async function makeRaw(): Promise<Contestant> {
  const backend = await rawBackend();
  if (!backend) return ours;
  const { asking, waiting, factory } = backend;
  const queue: Queue = Reflect.construct(Queue, ["bench-raw", { connection: asking }, factory]);
  await queue.waitUntilReady();
  return {
    add: () => queue.add("bench", payload, options),
    addMany: (count) => queue.addBulk(Array(count).fill({ name: "bench", data: payload, opts: options })),
    async work(done) {
      const settings = { connection: waiting, concurrency: TASK_CONCURRENCY, ...holding };
      const worker: Worker = Reflect.construct(Worker, ["bench-raw", async () => done(), settings, factory]);
      worker.on("error", () => {});
      return () => worker.close();
    },
  };
}

await engine.open();
const contestants: Record<string, Contestant> = { raw: await makeRaw(), ours };

const measures: Record<string, (contestant: Contestant, count: number) => Promise<unknown>> = {
  async enqueue({ add }, count) {
    const begin = performance.now();
    for (let index = 0; index < count; index++) await add();
    return (count * 1_000) / (performance.now() - begin);
  },
  async bulk({ addMany }, count) {
    const begin = performance.now();
    await addMany(count);
    return (count * 1_000) / (performance.now() - begin);
  },
  /** Works off whatever is there, which is at least so many. */
  async process({ work }, count) {
    const all = Promise.withResolvers<void>();
    let first = 0;
    let done = 0;
    const stop = await work(() => {
      first ||= performance.now();
      done += 1;
      if (done === count) all.resolve();
    });
    await all.promise;
    const rate = (count * 1_000) / (performance.now() - first);
    await delay(200);
    await stop();
    return rate;
  },
  async latency({ add, work }, count) {
    const waits: number[] = [];
    let begin = 0;
    let started = () => {};
    const stop = await work(() => {
      waits.push(performance.now() - begin);
      started();
    });
    await delay(500);
    for (let index = 0; index < count; index++) {
      const next = new Promise<void>((resolve) => {
        started = resolve;
      });
      begin = performance.now();
      await add();
      await next;
    }
    await stop();
    waits.sort((one, other) => one - other);
    return [waits[Math.floor(count * 0.5)], waits[Math.floor(count * 0.99)]];
  },
  memory: async () => process.memoryUsage.rss() / 1_000_000,
};

process.stdout.write("ready\n");
for await (const line of createInterface({ input: process.stdin })) {
  const [who, what, count] = JSON.parse(line);
  const contestant = contestants[who];
  const figure = contestant && (await measures[what]?.(contestant, count));
  process.stdout.write(`${JSON.stringify(figure)}\n`);
}
process.exit();
