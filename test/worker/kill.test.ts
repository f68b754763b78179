import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { engines, placeOf, until } from "./place.ts";
import type { Said, TrialWorker } from "./processes.ts";

const KILLS = 20;
const WORK = 1_500;
/** A task is run again within so many milliseconds of each death of a worker that had taken it. */
const PROMISE = 20_000;

/** Tasks that wait behind one another, half a second each. */
const QUEUE = 80;

interface Tasks {
  total: number;
  tasks: { deaths: number }[];
}

/** Numbers from 0 up to 1 that are the same in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe.concurrent.each(engines)("workers on %s", (engine) => {
  const place = placeOf(engine);

  const atWork = ({ said }: TrialWorker): Said[] =>
    said.filter(
      ({ word, taskId }) =>
        word === "begin" && !said.some((other) => other.word === "end" && other.taskId === taskId),
    );

  test(`killed ${KILLS} times in the middle of tasks, none is lost and each is run again`, async () => {
    const { service, worker, workers } = place();
    const random = seeded(7);
    let count = 0;
    const fill = async (number: number) => {
      for (let index = 0; index < number; index++) {
        count += 1;
        await service.get("enqueue", "work", { key: `k${count}`, work: WORK });
      }
    };
    const cut: (Said & { killedAt: number })[] = [];
    // One lives through it all; the others are killed and replaced.
    await worker();
    const victims = [await worker(), await worker()];
    for (let kill = 0; kill < KILLS; kill++) {
      await fill(12);
      const victim = victims[kill % victims.length]!;
      await until("a victim at work", () => atWork(victim).length > 0);
      await delay(random() * 1_000);
      const halfDone = atWork(victim);
      victim.process.kill("SIGKILL");
      const killedAt = Date.now();
      await victim.ended;
      // What it said in its last moment may have been on its way.
      const stillCut = halfDone.filter(({ taskId }) =>
        atWork(victim).some((other) => other.taskId === taskId),
      );
      cut.push(...stillCut.map((begin) => ({ ...begin, killedAt })));
      victims[kill % victims.length] = await worker();
    }
    const over = async () => {
      const { queues } = await service.get<{ queues: Record<string, number>[] }>("queues");
      return queues.every(({ waiting, active, delayed }) => waiting === 0 && active === 0 && delayed === 0);
    };
    await until("every task is over", over);
    const failed = await service.get<{ tasks: object[] }>("list", { state: "failed" });
    const completed = await service.get<Tasks>("list", { state: "completed", limit: 1_000 });
    // Shown as they are, since why one failed is what there is to know.
    expect(failed.tasks).toEqual([]);
    const said = workers.flatMap((one) => one.said);
    const ended = new Set(said.filter(({ word }) => word === "end").map(({ key }) => key));
    expect(ended.size).toBe(count);
    expect(completed.total).toBeGreaterThanOrEqual(count);
    expect(cut.length).toBeGreaterThanOrEqual(KILLS);
    const begun = said.filter(({ word }) => word === "begin");
    const again = cut.map(({ key, taskId, attempt, killedAt }) => {
      const begins = begun
        .filter((other) => other.taskId === taskId)
        .toSorted((one, other) => one.at - other.at);
      const next = begins.find(({ at }) => at > killedAt);
      // Who has taken it next may have been killed before it said so: the queue has counted that, and attempts tell it.
      const deaths = (next?.attempt ?? attempt) - attempt;
      return { key, deaths, took: (next?.at ?? Infinity) - killedAt, killedAt, begins };
    });
    expect(again.filter(({ deaths, took }) => deaths < 1 || took > deaths * PROMISE)).toEqual([]);
    const recorded = completed.tasks.reduce((sum, { deaths }) => sum + deaths, 0);
    expect(recorded).toBeGreaterThanOrEqual(cut.length);
    const longest = Math.max(...again.map(({ took, deaths }) => took / deaths));
    console.log(`${engine}: ${cut.length} tasks cut off, the longest was away for ${longest} ms a death`);
  });
});

describe.concurrent.each(engines)("a long queue on %s", (engine) => {
  const place = placeOf(engine);

  test("lets a task go first whose worker was killed", async () => {
    const { service, worker } = place();
    const env = { CONCURRENCY: "1" };
    const victim = await worker(env);
    await service.get("enqueue", "work", { key: "cut", work: 600_000 });
    await until("it is at work", () => victim.said.length > 0);
    // Together they take longer than it may take to see that a worker has died.
    for (let index = 0; index < QUEUE; index++) {
      await service.get("enqueue", "work", { key: `waiting-${index}`, work: 500 });
    }
    victim.process.kill("SIGKILL");
    const successor = await worker(env);
    const begun = () => successor.said.filter(({ word }) => word === "begin").map(({ key }) => key);
    await until("it is run again", () => begun().includes("cut"));
    expect(begun().length).toBeLessThan(QUEUE);
  });
});
