import { spawnSync } from "node:child_process";
import { createCache } from "@aegis-stack/runtime/cache";
import { readMigrations } from "@aegis-stack/runtime/database";
import { createDiskCheck, createMemoryCheck, processCheck, runCheck } from "@aegis-stack/runtime/health";
import { createRedisConnections } from "@aegis-stack/runtime/redis";
import { startTestRedisServer, type TestRedisServer } from "@aegis-stack/runtime/testing/redis";
import { createTestDatabase } from "@aegis-stack/runtime/testing/sqlite";
import { pino } from "pino";
import { databaseOptions } from "#app/core/database.ts";
import { engineTables } from "#app/core/engine-tables.ts";

/** Prints, as JSON, a row for each promise in milliseconds: what is measured, the median, the largest, the promise. */
type Row = [what: string, median: number, largest: number, promised: number];

const log = pino({ level: "silent" });
const rows: Row[] = [];

function record(what: string, figures: readonly number[], promised: number): void {
  const sorted = figures.toSorted((one, other) => one - other);
  rows.push([what, sorted[sorted.length >> 1] ?? Number.NaN, sorted.at(-1) ?? Number.NaN, promised]);
}

/** Milliseconds of the processor that this process spends, each time. */
async function processorTime(rounds: number, work: () => unknown): Promise<number[]> {
  const figures: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const begin = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(begin);
    figures.push((user + system) / 1_000);
  }
  return figures;
}

async function elapsed(rounds: number, work: (round: number) => Promise<unknown>): Promise<number[]> {
  const figures: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const begin = performance.now();
    await work(round).catch(() => undefined);
    figures.push(performance.now() - begin);
  }
  return figures;
}

const checks = [
  createMemoryCheck(),
  createDiskCheck([{ name: "working folder", path: process.cwd() }]),
  processCheck,
];
const runChecks = () => Promise.all(checks.map((check) => runCheck(check, 2_000)));
await runChecks();
record("checks of memory, disk and process (processor)", await processorTime(20, runChecks), 20);

const migrations = readMigrations(databaseOptions.migrations);
const databases: { drop(): Promise<void> }[] = [];
await (await createTestDatabase(migrations, engineTables)).drop();
const fresh = async () => void databases.push(await createTestDatabase(migrations, engineTables));
record("migrated database for a test (processor)", await processorTime(6, fresh), 50);
for (const { drop } of databases) await drop();

async function outage(how: string, begin: (server: TestRedisServer) => unknown): Promise<void> {
  const server = await startTestRedisServer();
  const redis = createRedisConnections({ url: server.url, prefix: "bench", log, name: "bench" });
  const cache = createCache({ settings: { CACHE_ENTRIES: 1_000, CACHE_BYTES: 10_000_000 }, log, redis });
  await cache.getOrSet("before", 60_000, () => "kept");
  await redis.connect();
  await begin(server);
  const ping = () => redis.run((client) => client.ping());
  record(`Redis ${how}: a command fails`, await elapsed(20, ping), 1_000);
  const read = (round: number) => cache.getOrSet(`key-${round}`, 60_000, () => round);
  record(`Redis ${how}: a cached value is read`, await elapsed(200, read), 1_000);
  server.thaw();
  await redis.close();
  await server.stop();
}

if (spawnSync("redis-server", ["--version"]).status === 0) {
  await outage("stopped", (server) => server.kill());
  await outage("frozen", (server) => server.freeze());
}
process.stdout.write(`${JSON.stringify(rows)}\n`);
process.exit();
