import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { until } from "../until.ts";
import { engines, placeOf } from "./place.ts";
import type { Said, TrialWorker } from "./processes.ts";

const WORK = 1_500;

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

/** Kills workers in the middle of tasks, so many times. */
export function describeKills(kills: number): void {
  describe.concurrent.each(engines)("workers on %s", (engine) => {
    const place = placeOf(engine);

    const atWork = ({ said }: TrialWorker): Said[] =>
      said.filter(
        ({ word, taskId }) =>
          word === "begin" && !said.some((other) => other.word === "end" && other.taskId === taskId),
      );

    test(`killed ${kills} times in the middle of tasks, none is lost and each is run again`, async () => {
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
      // On a busy machine a kill may come when the tasks have just ended: those do not count.
      for (let done = 0, round = 0; done < kills; round++) {
        await fill(12);
        const victim = victims[round % victims.length];
        if (victim === undefined) throw new Error("no victim");
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
        if (stillCut.length > 0) done += 1;
        victims[round % victims.length] = await worker();
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
      expect(cut.length).toBeGreaterThanOrEqual(kills);
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
      expect(again.filter(({ deaths, took }) => deaths < 1 || took === Infinity)).toEqual([]);
      const recorded = completed.tasks.reduce((sum, { deaths }) => sum + deaths, 0);
      expect(recorded).toBeGreaterThanOrEqual(cut.length);
      const longest = Math.max(...again.map(({ took, deaths }) => took / deaths));
      console.log(`${engine}: ${cut.length} tasks cut off, the longest was away for ${longest} ms a death`);
    });
  });
}
