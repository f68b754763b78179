import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { freshDatabase } from "#app/core/db/fresh-database.fixture.ts";
import { defineJob, factsOf } from "#app/services/jobs/job/job.ts";
import { every } from "#app/services/jobs/job/schedule.ts";
import { JobsService } from "#app/services/jobs/jobs-service.ts";
import { describeStore } from "../conformance.fixture.ts";
import { createDatabaseStore } from "./database-store.ts";
import { databaseTime } from "./database-time.ts";

describeStore("database store", async ({ time }) => {
  const { db } = await freshDatabase();
  return createDatabaseStore(db, async () => time());
});

const NOW = Date.parse("2026-06-01T12:00:00Z");

const spoilers = [
  { what: "a text", job: sql`facts = '"junk"'` },
  { what: "a definition of another shape", job: sql`facts = '{"id":1,"schedule":{"kind":"never"}}'` },
];
// #region aegis:database=sqlite
spoilers.push({ what: "no JSON", job: sql`facts = '{'` }, { what: "no time", job: sql`last_tick = 'abc'` });
// #endregion aegis:database=sqlite

test.each(spoilers)(
  "a job's row that holds $what hides no other job, and the next scheduler mends it",
  async ({ job }) => {
    const { db } = await freshDatabase();
    const store = createDatabaseStore(db, async () => NOW);
    const define = (id: string) => factsOf(defineJob({ id, schedule: every("1m"), run: () => {} }));
    const jobs = [define("sound"), define("spoilt")];
    await store.register(jobs, NOW);
    const spoil = sql`update scheduled_jobs set ${job} where id = 'spoilt'`;
    await db.run(spoil); // aegis:database=sqlite
    // await db.execute(spoil); // aegis:database=postgres
    const service = new JobsService({ store, now: () => NOW });
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

// #region aegis:database=sqlite
test.each([
  "status = 'odd'",
  "scheduled_for = 'abc'",
  "started_at = 'abc'",
  "ticks = 'many'",
  `"trigger" = 'x'`,
])("a run's row with %s hides no other run", async (change) => {
  const { db } = await freshDatabase();
  const store = createDatabaseStore(db, async () => NOW);
  const jobs = ["sound", "spoilt"].map((id) =>
    factsOf(defineJob({ id, schedule: every("1m"), run: () => {} })),
  );
  await store.register(jobs, NOW);
  for (const { id } of jobs) await store.request(id, NOW);
  await db.run(sql.raw(`update job_runs set ${change} where job_id = 'spoilt'`));
  await db.run(sql`insert into schedulers values ('x', 'here', 1, 'abc', 'abc', 0)`);
  const service = new JobsService({ store, now: () => NOW });
  expect((await service.history()).map(({ jobId }) => jobId).toSorted()).toEqual(["sound", "spoilt"]);
  expect((await service.list()).schedulers).toEqual([]);
});
// #endregion aegis:database=sqlite

test("the database's clock is read to the second at least", async () => {
  const { db } = await freshDatabase();
  const before = Date.now();
  const read = await databaseTime(db);
  expect(read).toBeGreaterThan(before - 1_000);
  expect(read).toBeLessThan(Date.now() + 1_000);
});
