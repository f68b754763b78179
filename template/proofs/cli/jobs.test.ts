import { cron, defineJob, getJobDefinition, type JobStore, runReport } from "@aegis-stack/runtime/scheduler";
import { beforeAll, describe, expect, test } from "vitest";
import { runCli } from "./run-cli.ts";
import { servedJobs } from "./served-jobs.ts";

const NIGHTLY = getJobDefinition(defineJob({ id: "nightly", schedule: cron("0 2 * * *"), run: () => {} }));
const LEASE = 15_000;
let environment: Record<string, string>;
let store: JobStore;

const command = (...words: string[]) => runCli(["ops", "jobs", ...words], environment);

beforeAll(async () => {
  ({ environment, store } = await servedJobs());
  await store.register([NIGHTLY], Date.now());
});

const beat = () =>
  store.recordHeartbeat({
    id: "one",
    host: "here",
    pid: 1,
    startedAt: 0,
    now: Date.now(),
    lease: LEASE,
    running: [],
  });

describe("jobs", () => {
  test("list shows each job, and says when nobody starts them", async () => {
    const { exitCode, stdout, stderr } = await command("list");
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toMatch(/^nightly +every day at 02:00 UTC +next in .+ +none yet$/m);
    expect(stdout).toContain("No scheduler is running");
  });

  test("run is refused with a sentence while no scheduler is there, promised when one is, and ends in the history", async () => {
    const refused = await command("run", "nightly", "--json");
    expect(refused.exitCode).toBe(1);
    expect(JSON.parse(refused.stdout).error).toMatchObject({ code: "jobs.no-scheduler" });
    await beat();
    const promised = runReport.parse(JSON.parse((await command("run", "nightly", "--json")).stdout));
    expect(promised).toMatchObject({ status: "waiting", trigger: "request" });
    const claim = { scheduler: "one", now: Date.now(), lease: LEASE };
    const [run] = await store.takeWaiting([NIGHTLY], claim);
    const outcome = { status: "failed", message: "The disk is full." } as const;
    await store.finish(run?.id ?? "", "one", outcome, claim.now + 1_234);
    const history = await command("history", "nightly");
    expect(history.stdout).toMatch(/failed +request +1234 ms +The disk is full\.$/m);
  });

  test("pause and resume say what they did", async () => {
    expect((await command("pause", "nightly")).stdout).toContain("nightly is paused.");
    expect((await store.jobs())[0]?.pausedAt).not.toBeNull();
    expect((await command("resume", "nightly")).stdout).toMatch(
      /nightly is resumed; it runs next 20.*T02:00/,
    );
    expect((await store.jobs())[0]?.pausedAt).toBeNull();
  });

  // #region aegis:scheduler=database
  test("alive tells by its exit code whether a scheduler lives on this very host", async () => {
    await beat();
    expect(await command("alive")).toMatchObject({ exitCode: 1 });
    const { hostname } = await import("node:os");
    const own = { id: "own", host: hostname(), pid: 1, startedAt: 0, now: Date.now(), lease: LEASE };
    await store.recordHeartbeat({ ...own, running: [] });
    expect(await command("alive")).toMatchObject({ exitCode: 0 });
  });
  // #endregion
});
