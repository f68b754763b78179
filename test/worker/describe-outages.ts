import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { until } from "../until.ts";
import { placeOf } from "./place.ts";

interface Queues {
  queues: { waiting: number; active: number; delayed: number; failed: number }[];
}

/** Takes Redis away under load. @param outages how long, in seconds */
export function describeOutages(outages: readonly number[]): void {
  describe.concurrent.each(outages)("Redis away for %i s under load", (seconds) => {
    const place = placeOf("redis");

    test("enqueue calls fail, workers resume by themselves, and no accepted task is lost", async () => {
      const { service, redis, worker } = place();
      const workers = [await worker(), await worker()];
      const accepted: string[] = [];
      const refused: { took: number; code: string | null }[] = [];
      let isOver = false;
      let count = 0;
      const load = (async () => {
        while (!isOver) {
          count += 1;
          const key = `k${count}`;
          const { took, code } = await service.ask("enqueue", "work", { key, work: 50 });
          if (code === null) accepted.push(key);
          else refused.push({ took, code });
          await delay(20);
        }
      })();
      await until("tasks under way", () => workers.every(({ said }) => said.length > 10));
      await redis?.stop();
      await delay(seconds * 1_000);
      await until("several calls were refused", () => refused.length > 3);
      await redis?.start();
      const back = Date.now();
      const resumed = () =>
        workers.every(({ said }) => said.some(({ word, at }) => word === "begin" && at > back));
      await until("every worker at work again", resumed);
      const resumedAfter = Date.now() - back;
      isOver = true;
      await load;
      const ended = () =>
        new Set(
          workers.flatMap(({ said }) => said.filter(({ word }) => word === "end")).map(({ key }) => key),
        );
      await until("every accepted task has ended", () => accepted.every((key) => ended().has(key)));
      expect(accepted.length).toBeGreaterThan(5);
      expect(
        [...new Set(refused.map(({ code }) => code))].filter((code) => !/^(queue|redis)\./.test(code ?? "")),
      ).toEqual([]);
      await until("nothing is left", async () => {
        const { queues } = await service.get<Queues>("queues");
        return queues.every(
          ({ waiting, active, delayed, failed }) => waiting + active + delayed + failed === 0,
        );
      });
      console.log(
        `away for ${seconds} s: ${accepted.length} accepted, ${refused.length} refused within ${Math.round(
          Math.max(...refused.map(({ took }) => took)),
        )} ms, workers back after ${resumedAfter} ms`,
      );
    });
  });
}
