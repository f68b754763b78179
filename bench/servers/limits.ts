import { spawnSync } from "node:child_process";
import { pino } from "pino";
import { createCache } from "#app/core/cache/create.ts";
import { MIGRATIONS_DIRECTORY } from "#app/core/db/migrations/folder.ts";
import { readMigrations } from "#app/core/db/migrations/read.ts";
import { createTestDatabase } from "#app/core/db/test-database.fixture.ts";
import { createConnections } from "#app/core/redis/connections.ts";
import { startTestServer, type TestServer } from "#app/core/redis/test-server.ts";
import { cron } from "#app/services/jobs/job/schedule.ts";
import { plan } from "#app/services/jobs/plan/plan.ts";
import { ticksOf } from "#app/services/jobs/ticks/ticks.ts";
import { diskCheck } from "#app/services/system/health/checks/disk.ts";
import { memoryCheck } from "#app/services/system/health/checks/memory.ts";
import { processCheck } from "#app/services/system/health/checks/process.ts";
import { runCheck } from "#app/services/system/health/run-check.ts";

/** Prints, as JSON, a row for each promise in milliseconds: what is measured, the median, the largest, the promise. */
type Row = [what: string, median: number, largest: number, promised: number];

const YEAR = 365 * 24 * 60 * 60 * 1_000;
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

const checks = [memoryCheck(), diskCheck(), processCheck];
const runChecks = () => Promise.all(checks.map((check) => runCheck(check, 2_000)));
await runChecks();
record("checks of memory, disk and process (processor)", await processorTime(20, runChecks), 20);

const now = Date.parse("2027-06-01T12:00:00Z");
const asleep = () =>
  plan({
    now,
    lastTick: now - YEAR,
    ticks: ticksOf({ schedule: cron("* * * * * *"), timeZone: "UTC" }),
    rule: { misfire: "skip", grace: 0, backlog: 0 },
  });
record("plan after a year, a tick a second (processor)", await processorTime(5, asleep), 1_000);

const migrations = readMigrations(MIGRATIONS_DIRECTORY);
const databases: { drop(): Promise<void> }[] = [];
await (await createTestDatabase(migrations)).drop();
const fresh = async () => void databases.push(await createTestDatabase(migrations));
record("migrated database for a test (processor)", await processorTime(6, fresh), 50);
for (const { drop } of databases) await drop();

async function outage(how: string, begin: (server: TestServer) => unknown): Promise<void> {
  const server = await startTestServer();
  const redis = createConnections({ url: server.url, prefix: "bench", log, name: "bench" });
  const cache = createCache({ limits: { entries: 1_000, bytes: 10_000_000 }, log, redis });
  await cache.getOrSet("before", 60_000, () => "kept");
  await redis.open();
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
