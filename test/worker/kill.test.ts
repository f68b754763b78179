import { describe, expect, test } from "vitest";
import { until } from "../until.ts";
import { describeKills } from "./describe-kills.ts";
import { engines, placeOf } from "./place.ts";
import type { TrialWorker } from "./processes.ts";

/** How many tasks are enqueued at a time while a queue is to stay long. */
const BATCH = 60;

// A sample: `npm run test:long` kills more often.
describeKills(6);

describe.concurrent.each(engines)("a long queue on %s", (engine) => {
  const place = placeOf(engine);

  test("lets a task go first whose worker was killed", async () => {
    const { service, worker } = place();
    const env = { CONCURRENCY: "1" };
    const victim = await worker(env);
    await service.get("enqueue", "work", { key: "cut", work: 600_000 });
    await until("it is at work", () => victim.said.length > 0);
    // As the worker names it: an enqueue call that timed out and was repeated has made two.
    const cut = victim.said[0]!.taskId;
    let enqueued = 0;
    const begun = () =>
      successor?.said.filter(({ word }) => word === "begin").map(({ taskId }) => taskId) ?? [];
    /** Keeps tasks in front of the one that was cut off, however long the death of its worker goes unnoticed. */
    const fill = async () => {
      if (enqueued - begun().length > BATCH / 2) return;
      for (let index = 0; index < BATCH; index++) {
        await service.get("enqueue", "work", { key: `waiting-${enqueued}`, work: 500 });
        enqueued += 1;
      }
    };
    let successor: TrialWorker | undefined;
    await fill();
    victim.process.kill("SIGKILL");
    successor = await worker(env);
    await until("the death is noticed", async () => {
      const { task } = await service.get<{ task: { deaths: number } }>("show", cut);
      if (task.deaths === 0 && !begun().includes(cut)) await fill();
      return task.deaths > 0 || begun().includes(cut);
    });
    await until("it is run again", () => begun().includes(cut));
    expect(begun().indexOf(cut)).toBeLessThan(enqueued);
  });
});
