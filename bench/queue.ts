import { spawn, spawnSync } from "node:child_process";
import { cpSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { generateApplication } from "./application.ts";
import { compare, tableOf } from "./ratio.ts";

// The application's queues beside those of the bare library, in the same process and on the same server, in turn.
// `node bench/queue.ts redis` for one engine: redis, postgres or embedded.
const ROUND_COUNT = 15;
const REDIS_SERVER = process.env.BENCH_REDIS_URL ?? "redis://127.0.0.1:6379/15";
const POSTGRES_SERVER = process.env.BENCH_DATABASE_SERVER ?? "postgres://postgres@127.0.0.1:5432";
const BENCH_DATABASE = `bench_queue_${process.pid}`;

/** How many of each a round takes: enough to be measured, few enough to be waited for. */
interface Load {
  enqueue: number;
  bulk: number;
  latency: number;
}

interface Bench {
  ask(who: string, what: string, count: number): Promise<unknown>;
  end(): void;
}

async function start(folder: string, env: Record<string, string>): Promise<Bench> {
  cpSync(join(import.meta.dirname, "servers/queue.ts"), join(folder, "bench-queue.ts"));
  const PATH = `${dirname(process.execPath)}:${process.env.PATH}`;
  const child = spawn(process.execPath, ["bench-queue.ts"], {
    cwd: folder,
    env: { PATH, LOG_LEVEL: "silent", ...env },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  await lines.next();
  return {
    async ask(who, what, count) {
      child.stdin.write(`${JSON.stringify([who, what, count])}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error(`the process ended at ${who} ${what}`);
      return JSON.parse(value);
    },
    end: () => void child.kill(),
  };
}

async function race(engine: string, bench: Bench, load: Load, whose: readonly string[]): Promise<void> {
  const table = async (title: string, unit: string, measure: (who: string) => Promise<number>) => {
    const contestants = whose.map((who) => ({ name: who, measure: () => measure(who) }));
    process.stdout.write(
      `${tableOf(`${engine}: ${title}`, unit, await compare(contestants, ROUND_COUNT))}\n`,
    );
  };
  const rate = async (who: string, what: string, count: number) => Number(await bench.ask(who, what, count));
  // What one measurement enqueues the next one works off.
  await table("enqueue, one after the other", "tasks/s", async (who) => {
    const figure = await rate(who, "enqueue", load.enqueue);
    await bench.ask(who, "process", load.enqueue);
    return figure;
  });
  await table("enqueue in bulk", "tasks/s", async (who) => {
    const figure = await rate(who, "bulk", load.bulk);
    await bench.ask(who, "process", load.bulk);
    return figure;
  });
  await table("process, ten at a time", "tasks/s", async (who) => {
    await bench.ask(who, "bulk", load.bulk);
    return rate(who, "process", load.bulk);
  });
  const percentile = async (who: string, index: number) => {
    const figures = await bench.ask(who, "latency", load.latency);
    return Array.isArray(figures) ? Number(figures[index]) : Number.NaN;
  };
  await table("enqueue to start, p50", "ms", (who) => percentile(who, 0));
  await table("enqueue to start, p99", "ms", (who) => percentile(who, 1));
  const memory = Number(await bench.ask("ours", "memory", 0));
  process.stdout.write(`${engine}: the process has ${memory.toFixed(0)} MB of memory.\n\n`);
}

function sql(statement: string): void {
  const { status, stderr } = spawnSync("psql", [`${POSTGRES_SERVER}/postgres`, "-qc", statement], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
}

const both = ["raw", "ours"];
const asked = process.argv.slice(2);
/** With no engine named all have their turn. */
const takesPart = (engine: string) => asked.length === 0 || asked.includes(engine);

if (takesPart("redis")) {
  const prefix = { REDIS_PREFIX: `bench-${process.pid}` };
  const env = { NODE_ENV: "production", REDIS_URL: REDIS_SERVER, ...prefix };
  const redis = await start(generateApplication(["worker[redis]"]), env);
  await race("Redis", redis, { enqueue: 3_000, bulk: 10_000, latency: 300 }, both);
  redis.end();
}

if (takesPart("postgres")) {
  sql(`CREATE DATABASE ${BENCH_DATABASE}`);
  const folder = generateApplication(["database[postgres]", "worker[postgres]"]);
  const postgres = await start(folder, {
    NODE_ENV: "production",
    DATABASE_URL: `${POSTGRES_SERVER}/${BENCH_DATABASE}`,
  });
  await race("PostgreSQL", postgres, { enqueue: 300, bulk: 1_000, latency: 100 }, both);
  postgres.end();
  sql(`DROP DATABASE ${BENCH_DATABASE} WITH (FORCE)`);
}

if (takesPart("embedded")) {
  const embedded = await start(generateApplication(["worker[redis]"]), { NODE_ENV: "development" });
  await race("embedded", embedded, { enqueue: 100, bulk: 300, latency: 30 }, ["ours"]);
  embedded.end();
}
