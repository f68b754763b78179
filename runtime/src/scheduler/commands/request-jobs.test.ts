import { expect, test } from "vitest";
import { requestFrom } from "../../operations/local-server.fixture.ts";
import { listening, PASSWORD, testServer } from "../../operations/operator-server.fixture.ts";
import { createMemoryJobStore, createScheduler, cron, defineJob, getJobDefinition } from "../index.ts";
import { createRequestedJobs } from "./request-jobs.ts";

const askJobs = (url: string, password?: string) => createRequestedJobs(requestFrom(url, password));

const NIGHTLY = getJobDefinition(defineJob({ id: "nightly", schedule: cron("0 2 * * *"), run: () => {} }));

async function servedJobs(password?: string) {
  const store = createMemoryJobStore();
  await store.register([NIGHTLY], Date.now());
  const service = createScheduler({ name: "asked", store });
  const { app } = await testServer({
    environment: password === undefined ? {} : { OVERSEER_PASSWORD: password },
    capabilities: [service.capability],
  });
  const { origin } = await listening(app);
  const beat = { id: "one", host: "here", pid: 1, startedAt: 0, now: Date.now(), lease: 15_000, running: [] };
  return { url: origin, service, live: () => store.recordHeartbeat(beat) };
}

test("the running server's jobs are listed, shown, run, paused and resumed", async () => {
  const { url, service, live } = await servedJobs();
  await live();
  const jobs = askJobs(url, undefined);
  expect(await jobs.list()).toEqual(await service.list());
  expect((await jobs.pause("nightly")).state).toBe("paused");
  expect((await jobs.resume("nightly")).state).toBe("scheduled");
  expect((await jobs.run("nightly")).status).toBe("waiting");
  expect((await jobs.show("nightly")).job.state).toBe("waiting");
  expect(await jobs.schedulers()).toMatchObject([{ id: "one", alive: true }]);
});

test("what the server refuses is refused in its words", async () => {
  const jobs = askJobs((await servedJobs()).url, undefined);
  await expect(jobs.run("nightly")).rejects.toMatchObject({
    code: "jobs.no-scheduler",
    category: "unavailable",
  });
  await expect(jobs.show("no/body")).rejects.toMatchObject({ code: "jobs.unknown", category: "not-found" });
});

test("a password opens them, and without it the command says which one is missing", async () => {
  const { url } = await servedJobs(PASSWORD);
  expect((await askJobs(url, PASSWORD).list()).jobs).toHaveLength(1);
  await expect(askJobs(url, undefined).list()).rejects.toMatchObject({ code: "operators.closed" });
});

test("no server: where it looked, and how to start one", async () => {
  await expect(askJobs("http://127.0.0.1:1", undefined).list()).rejects.toMatchObject({
    code: "server.not-running",
  });
});
