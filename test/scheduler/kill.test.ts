import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { application } from "../application.ts";
import { dropDatabase, isReachable, SERVER } from "../postgres.ts";
import { inFullOr } from "../suite/sample.ts";
import { type Begun, historyOf, type Line, type Scheduler, startScheduler } from "./schedulers.ts";

const hasServer = await isReachable(SERVER);
if (!hasServer) console.warn(`no PostgreSQL at ${SERVER}: its schedulers are not tested`);
const KILL_COUNT = inFullOr(20, 5);
const WORK_MS = 400;

/** Numbers from 0 up to 1 that are the same in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const timesOf = (history: readonly Line[]) => history.map(({ scheduledFor }) => Date.parse(scheduledFor));
const countTicks = (history: readonly Line[]) => history.reduce((sum, { ticks }) => sum + ticks, 0);

/** How many seconds lie between the first and the last tick, both included. A line names the last of its ticks. */
function countSeconds(history: readonly Line[]): number {
  const firsts = history.map(({ scheduledFor, ticks }) => Date.parse(scheduledFor) - (ticks - 1) * 1_000);
  return (Math.max(...timesOf(history)) - Math.min(...firsts)) / 1_000 + 1;
}

// In CI a missing server is a failure, elsewhere it is said aloud.
const engines = hasServer || process.env.CI ? ["sqlite", "postgres"] : ["sqlite"];

describe.each(engines)("schedulers on %s", (engine) => {
  let folder = "";
  let env: Record<string, string>;
  const running = new Set<Scheduler>();
  const databases: string[] = [];

  beforeAll(() => {
    folder = application([`database[${engine}]`, "scheduler[database]"]);
  });
  afterAll(() => {
    for (const { process } of running) process.kill("SIGKILL");
    if (engine === "postgres") for (const name of databases) dropDatabase(folder, SERVER, name);
    rmSync(folder, { recursive: true, force: true });
  });

  function fresh(): void {
    const name = `proof_${randomUUID().replaceAll("-", "")}`;
    databases.push(name);
    const url = engine === "sqlite" ? `file:${join(folder, `${name}.db`)}` : `${SERVER}/${name}`;
    env = { DATABASE_URL: url, LOG_LEVEL: "silent" };
  }
  function start(more: Record<string, string>): Scheduler {
    const scheduler = startScheduler(folder, { ...env, ...more });
    running.add(scheduler);
    return scheduler;
  }
  async function stop(scheduler: Scheduler, signal: NodeJS.Signals): Promise<void> {
    const gone = once(scheduler.process, "close");
    scheduler.process.kill(signal);
    await gone;
    running.delete(scheduler);
  }
  const keyOf = ({ jobId, tick }: Begun) => `${jobId} ${tick}`;

  test(`one of two killed in mid-job, ${KILL_COUNT} times: every tick is accounted for, none runs twice`, async () => {
    fresh();
    const random = seeded(42);
    const settings = { WORK: String(WORK_MS), LEASE: "1500", LOG_LEVEL: "warn" };
    const all: Scheduler[] = [];
    const killed = new Set<Scheduler>();
    const add = () => {
      const scheduler = start(settings);
      all.push(scheduler);
      return scheduler;
    };
    /** Runs that were begun and whose job had no time to end. */
    const cutBy = (scheduler: Scheduler) => {
      const done = scheduler.done().map(keyOf);
      return scheduler
        .begun()
        .map(keyOf)
        .filter((key) => !done.includes(key));
    };
    let pair = [add(), add()];
    // On a busy machine a kill may come when the job has just ended: those do not count.
    for (let cut = 0; cut < KILL_COUNT; ) {
      const victim = await Promise.race(pair.map((one) => one.nextBegin().then(() => one)));
      await delay(random() * WORK_MS * 0.7);
      await stop(victim, "SIGKILL");
      killed.add(victim);
      cut += cutBy(victim).length;
      pair = [...pair.filter((one) => one !== victim), add()];
    }
    // The last one killed is buried by who lives on.
    await Promise.race(pair.map((one) => one.nextBegin()));
    for (const one of pair) await stop(one, "SIGTERM");

    const history = historyOf(folder, "job-0", env);
    const of = (status: string) => history.filter((line) => line.status === status);
    const keysOf = (lines: readonly Line[]) =>
      new Set(lines.map(({ scheduledFor }) => `job-0 ${Date.parse(scheduledFor)}`));
    const ticks = countTicks(history);
    const times = timesOf(history);
    const seconds = countSeconds(history);
    // A hundred lines are kept: on a slow machine the first runs are not among them any more.
    const isKept = (key: string) => Number(key.split(" ")[1]) >= Math.min(...times);
    const everBegun = all.flatMap((one) => one.begun()).map(keyOf);
    const begun = everBegun.filter(isKept);
    console.log(
      `${engine}: ${killed.size} kills, ${ticks} ticks of ${seconds}: ${of("succeeded").length} succeeded, ${of("failed").length} failed, ${of("skipped").length} skipped, ${of("missed").length} missed; ${begun.length} begun`,
    );
    expect(new Set(everBegun).size).toBe(everBegun.length);
    expect(ticks).toBe(seconds);
    expect(of("running")).toEqual([]);
    // On a slow machine ticks come faster than runs end: those wait their turn, and nobody has begun them.
    expect(begun.filter((key) => keysOf(of("waiting")).has(key))).toEqual([]);
    const succeeded = keysOf(of("succeeded"));
    const failed = keysOf(of("failed"));
    expect(of("failed").filter(({ message }) => !message?.includes("died"))).toEqual([]);
    expect([...killed].flatMap(cutBy).filter((key) => isKept(key) && !failed.has(key))).toEqual([]);
    expect(begun.filter((key) => !succeeded.has(key) && !failed.has(key))).toEqual([]);
    expect([...succeeded].filter((key) => !begun.includes(key))).toEqual([]);
    // Who was not killed keeps its runs, unless the machine let it stand still for longer than the lease.
    const living = all.filter((one) => !killed.has(one));
    const givenUp = living.flatMap((one) => one.begun().map(keyOf)).filter((key) => failed.has(key));
    expect(givenUp.length).toBeLessThanOrEqual(living.reduce((sum, one) => sum + one.tooLate(), 0));
  });

  test("four schedulers, a hundred ticks: a hundred runs", async () => {
    fresh();
    const settings = { WORK: "10", JOBS: "10" };
    const four = [start(settings), start(settings), start(settings), start(settings)];
    const begun = () => four.flatMap((one) => one.begun());
    while (begun().length < 100) await Promise.race(four.map((one) => one.nextBegin()));
    for (const one of four) await stop(one, "SIGTERM");
    const histories = Array.from({ length: 10 }, (_, job) => historyOf(folder, `job-${job}`, env));
    const lines = histories.flat();
    console.log(
      `${engine}: ${begun().length} runs begun by ${four.map((one) => one.begun().length)}, ${lines.length} in the history`,
    );
    expect(new Set(begun().map(keyOf)).size).toBe(begun().length);
    for (const history of histories) expect(countTicks(history)).toBe(countSeconds(history));
    // On a machine that stood still, ticks are too late (missed), or come while the run before is active (skipped).
    const runs = lines.filter(({ status }) => status !== "missed" && status !== "skipped");
    expect(runs.map(({ status }) => status)).toEqual(runs.map(() => "succeeded"));
    expect(runs).toHaveLength(begun().length);
  });
});
