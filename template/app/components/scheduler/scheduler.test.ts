import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { AppError } from "@aegis-stack/runtime/errors";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PRELOADED } from "#app/core/lifecycle/process.fixture.ts";
import { defineJob } from "#app/services/jobs/job/job.ts";
import { cron, every } from "#app/services/jobs/job/schedule.ts";
import { JobsService } from "#app/services/jobs/jobs-service.ts";
import { type OwnStore, ownStore } from "#app/services/jobs/store/own-store.fixture.ts";
import { emptyStore } from "#app/services/jobs/store/store.fixture.ts";
import { scheduler } from "./scheduler.ts";

const log = pino({ level: "silent" });
const never = new AbortController().signal;
const FIXTURE = fileURLToPath(new URL("./scheduler.fixture.ts", import.meta.url));

let [ends, hangs]: OwnStore[] = [];
beforeAll(async () => {
  [ends, hangs] = [await ownStore(), await ownStore()];
});

const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
});

/** Starts the fixture on a store and follows what it writes. */
function start(own: OwnStore, environment: Record<string, string>) {
  const child: ChildProcess = spawn(process.execPath, [...PRELOADED, FIXTURE], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "test",
      ...own.environment,
      ...environment,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout?.on("data", (text) => {
    output += text;
  });
  children.push(child);
  const written = async (text: string) => {
    while (!output.includes(text)) await once(child.stdout!, "data");
  };
  return { child, written, output: () => output };
}

test("faulty jobs are told all at once, before anything has started", async () => {
  const store = await emptyStore(Date.now);
  const jobs = ["a", "b"].map((id) => defineJob({ id, schedule: cron("nonsense"), run: () => {} }));
  const attempt = () => scheduler({ jobs, store, log });
  expect(attempt).toThrow(AppError);
  expect(attempt).toThrow("Some jobs are not defined well");
});

test("a job runs by itself, on request at once, and none once it was stopped", async () => {
  const store = await emptyStore(Date.now);
  const ran = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  const jobs = [
    defineJob({ id: "second", schedule: every("1s"), run: () => ran.resolve() }),
    defineJob({ id: "asked", schedule: cron("0 0 1 1 *"), run: () => asked.resolve() }),
  ];
  const part = scheduler({ jobs, store, log });
  await part.start?.();
  await ran.promise;
  const service = new JobsService({ store });
  await service.run("asked");
  await asked.promise;
  await part.stop?.(never);
  expect(await service.schedulers()).toEqual([]);
  const history = await service.history();
  expect(history.filter(({ finishedAt }) => finishedAt === null)).toEqual([]);
  expect(new Set(history.map(({ status }) => status))).toEqual(new Set(["succeeded"]));
});

test.concurrent("SIGTERM lets a run end, starts none, and exits 0", async () => {
  const { child, written, output } = start(ends!, { WORK: "500", LOG_LEVEL: "info" });
  await written("begin");
  child.kill("SIGTERM");
  await once(child, "close");
  expect(child.exitCode).toBe(0);
  const [before = "", after = ""] = output().split('"stopping"');
  expect(after).not.toMatch(/^begin/m);
  expect(output().match(/^end/gm)).toHaveLength(before.match(/^begin/gm)?.length ?? 0);
  expect(output()).toMatch(/^end/m);
});

test.concurrent("a run that outlasts the time for stopping is cut off, and the exit code says so", async () => {
  const { child, written, output } = start(hangs!, { WORK: "600000", SHUTDOWN_TIMEOUT: "1", STUBBORN: "1" });
  await written("begin");
  child.kill("SIGTERM");
  await once(child, "close");
  expect(child.exitCode).toBe(1);
  expect(output()).not.toMatch(/^end/m);
  // #region aegis:scheduler=database
  const failed = (await hangs!.store.runs({ limit: 10 })).filter(({ status }) => status === "failed");
  expect(failed).toMatchObject([{ message: expect.stringMatching(/^Cut off/) }]);
  // #endregion aegis:scheduler=database
});
