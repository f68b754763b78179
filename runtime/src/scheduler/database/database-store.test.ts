import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { hasPostgres } from "../../postgres/test-server.fixture.ts";
import { describeStore } from "../conformance.fixture.ts";
import { createScheduler } from "../create-scheduler.ts";
import { defineJob, getJobDefinition } from "../job.ts";
import { every } from "../schedule.ts";
import { createPostgresDatabase, createSqliteDatabase } from "./database.fixture.ts";
import { readDatabaseTime } from "./database-time.ts";

const isPostgresThere = await hasPostgres();

const NOW = Date.parse("2026-06-01T12:00:00Z");

const DAMAGES = [
  { what: "a text", job: sql`facts = '"junk"'` },
  { what: "a definition of another shape", job: sql`facts = '{"id":1,"schedule":{"kind":"never"}}'` },
];
const SQLITE_DAMAGES = [
  ...DAMAGES,
  { what: "no JSON", job: sql`facts = '{'` },
  { what: "no time", job: sql`last_tick = 'abc'` },
];

describe.each(
  [
    { engine: "SQLite", freshDatabase: createSqliteDatabase, damages: SQLITE_DAMAGES, isThere: true },
    {
      engine: "PostgreSQL",
      freshDatabase: createPostgresDatabase,
      damages: DAMAGES,
      isThere: isPostgresThere,
    },
  ].filter(({ isThere }) => isThere),
)("$engine", ({ freshDatabase, damages }) => {
  describeStore("database store", async ({ time }) => (await freshDatabase()).open(async () => time()));

  test.each(damages)(
    "a job's row that holds $what hides no other job, and the next scheduler mends it",
    async ({ job }) => {
      const { open, execute } = await freshDatabase();
      const store = open(async () => NOW);
      const define = (id: string) =>
        getJobDefinition(defineJob({ id, schedule: every("1m"), run: () => {} }));
      const jobs = [define("sound"), define("spoilt")];
      await store.register(jobs, NOW);
      const spoil = sql`update aegis_scheduled_jobs set ${job} where id = 'spoilt'`;
      await execute(spoil);
      const service = createScheduler({ name: "my-app", store, now: () => NOW });
      expect((await service.list()).jobs.map(({ id }) => id)).toEqual(["sound", "spoilt"]);
      expect((await service.show("sound")).job.state).toBe("scheduled");
      expect((await service.pause("spoilt")).pausedAt).not.toBeNull();
      await service.resume("spoilt");
      await store.request("spoilt", NOW);
      const claim = { scheduler: "one", now: NOW, lease: 1_000 };
      expect(await store.takeWaiting(jobs, claim)).toHaveLength(1);
      await store.register(jobs, NOW);
      expect((await store.jobs()).map(({ pausedAt, lastTick, ...facts }) => facts)).toEqual(jobs);
    },
  );

  test("the database's clock is read to the second at least", async () => {
    const { portable } = await freshDatabase();
    const before = Date.now();
    const read = await readDatabaseTime(portable);
    expect(read).toBeGreaterThan(before - 1_000);
    expect(read).toBeLessThan(Date.now() + 1_000);
  });
});

test.each([
  "status = 'odd'",
  "scheduled_for = 'abc'",
  "started_at = 'abc'",
  "ticks = 'many'",
  `"trigger" = 'x'`,
])("a run's row with %s hides no other run", async (change) => {
  const { open, execute } = await createSqliteDatabase();
  const store = open(async () => NOW);
  const jobs = ["sound", "spoilt"].map((id) =>
    getJobDefinition(defineJob({ id, schedule: every("1m"), run: () => {} })),
  );
  await store.register(jobs, NOW);
  for (const { id } of jobs) await store.request(id, NOW);
  await execute(sql.raw(`update aegis_job_runs set ${change} where job_id = 'spoilt'`));
  await execute(sql`insert into aegis_schedulers values ('x', 'here', 1, 'abc', 'abc', 0)`);
  const service = createScheduler({ name: "my-app", store, now: () => NOW });
  expect((await service.history()).map(({ jobId }) => jobId).toSorted()).toEqual(["sound", "spoilt"]);
  expect((await service.list()).schedulers).toEqual([]);
});
