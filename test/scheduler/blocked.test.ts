import { once } from "node:events";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { application } from "../application.ts";
import { historyOf, startScheduler } from "./schedulers.ts";

const LEASE = 1_500;

let folder = "";
let env: Record<string, string>;
beforeAll(() => {
  folder = application(["database[sqlite]", "scheduler[database]"]);
  env = { DATABASE_URL: `file:${join(folder, "blocked.db")}`, LOG_LEVEL: "silent", LEASE: String(LEASE) };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function start(more: Record<string, string>) {
  const scheduler = startScheduler(folder, { ...env, WORK: "0", ...more });
  onTestFinished(() => void scheduler.process.kill("SIGKILL"));
  const stop = async () => {
    const gone = once(scheduler.process, "exit");
    scheduler.process.kill("SIGTERM");
    const [exitCode] = await gone;
    return exitCode;
  };
  return { ...scheduler, stop };
}

test("a job that blocks its scheduler for longer than the lease is given up, and nothing runs twice", async () => {
  const release = join(folder, "release-longer");
  const blocked = start({ BLOCK: release });
  await blocked.nextBegin();
  const other = start({});
  // It begins nothing before it has given up the run that stands still.
  await other.nextBegin();
  const [lost] = blocked.begun();
  const runOf = () =>
    historyOf(folder, "job-0", env).find(({ scheduledFor }) => Date.parse(scheduledFor) === lost?.tick);
  expect(runOf()).toMatchObject({ status: "failed", message: expect.stringContaining("died") });

  // Once it comes to itself, what it has to say of that run comes too late.
  writeFileSync(release, "");
  await blocked.nextBegin();
  expect(runOf()).toMatchObject({ status: "failed" });
  expect(await other.stop()).toBe(0);
  blocked.process.kill("SIGKILL");

  const begun = [...blocked.begun(), ...other.begun()].map(({ jobId, tick }) => `${jobId} ${tick}`);
  expect(new Set(begun).size).toBe(begun.length);
});

test("a job that blocks for less than the lease keeps its run", async () => {
  const release = join(folder, "release-sooner");
  env = { ...env, DATABASE_URL: `file:${join(folder, "shorter.db")}`, LEASE: "120000" };
  const blocked = start({ BLOCK: release });
  await blocked.nextBegin();
  const other = start({ LOG_LEVEL: "info" });
  // By then it has looked for the dead to bury.
  await other.says("scheduler started");
  writeFileSync(release, "");
  await blocked.nextBegin();
  expect(await other.stop()).toBe(0);
  expect(await blocked.stop()).toBe(0);
  const history = historyOf(folder, "job-0", env);
  expect(history.filter(({ status }) => status === "failed")).toEqual([]);
  expect(history.some(({ status }) => status === "succeeded")).toBe(true);
});
