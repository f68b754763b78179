import { expect, test } from "vitest";
import { asOperator, PASSWORD, testServer } from "../operations/operator-server.fixture.ts";
import { createMemoryJobStore, createScheduler, cron, defineJob, getJobDefinition } from "./index.ts";

const NIGHTLY = getJobDefinition(defineJob({ id: "nightly", schedule: cron("0 2 * * *"), run: () => {} }));

async function ownServer(environment: Record<string, string> = {}) {
  const store = createMemoryJobStore();
  await store.register([NIGHTLY], Date.now());
  const beat = { id: "one", host: "here", pid: 1, startedAt: 0, now: Date.now(), lease: 15_000, running: [] };
  const { app } = await testServer({
    environment,
    capabilities: [createScheduler({ name: "listed", store }).capability],
  });
  return { app, live: () => store.recordHeartbeat(beat) };
}

test("jobs are listed and shown, with what comes next and what was", async () => {
  const { app } = await ownServer();
  const list = await app.inject("/overseer/api/jobs");
  expect(list.json()).toMatchObject({
    schedulers: [],
    jobs: [{ id: "nightly", schedule: "every day at 02:00 UTC", state: "scheduled", last: null }],
  });
  const { job, history } = (await app.inject("/overseer/api/jobs/nightly")).json();
  expect(job.next).toHaveLength(5);
  expect(history).toEqual([]);
});

test("a run is promised with 202, and refused with a sentence when nobody would start it, or it is on its way", async () => {
  const { app, live } = await ownServer();
  const ask = () => app.inject({ method: "POST", url: "/overseer/api/jobs/nightly/run" });
  const alone = await ask();
  expect([alone.statusCode, alone.json().code]).toEqual([503, "jobs.no-scheduler"]);
  await live();
  const promised = await ask();
  expect(promised.statusCode).toBe(202);
  expect(promised.json()).toMatchObject({ jobId: "nightly", status: "waiting", trigger: "request" });
  const again = await ask();
  expect([again.statusCode, again.json().code]).toEqual([409, "jobs.running"]);
});

test("a job is paused and resumed", async () => {
  const { app } = await ownServer();
  const paused = await app.inject({ method: "POST", url: "/overseer/api/jobs/nightly/pause" });
  expect(paused.json()).toMatchObject({ id: "nightly", state: "paused", next: [] });
  const resumed = await app.inject({ method: "POST", url: "/overseer/api/jobs/nightly/resume" });
  expect(resumed.json()).toMatchObject({ state: "scheduled", pausedAt: null });
});

test.each([
  ["GET", ""],
  ["POST", "/run"],
  ["POST", "/pause"],
  ["POST", "/resume"],
] as const)("%s /jobs/nobody%s is 404 with a problem", async (method, path) => {
  const { app } = await ownServer();
  const response = await app.inject({ method, url: `/overseer/api/jobs/nobody${path}` });
  expect(response.statusCode).toBe(404);
  expect(response.headers["content-type"]).toContain("application/problem+json");
  expect(response.json()).toMatchObject({ code: "jobs.unknown", detail: 'There is no job "nobody".' });
});

test.each([
  ["GET", ""],
  ["GET", "/nightly"],
  ["POST", "/nightly/run"],
  ["POST", "/nightly/pause"],
  ["POST", "/nightly/resume"],
] as const)("%s /jobs%s is for operators", async (method, path) => {
  const { app, live } = await ownServer({ OVERSEER_PASSWORD: PASSWORD });
  await live();
  const url = `/overseer/api/jobs${path}`;
  expect((await app.inject({ method, url })).statusCode).toBe(401);
  expect((await app.inject({ method, url, headers: asOperator })).statusCode).toBeLessThan(300);
});
