import { setTimeout as delay } from "node:timers/promises";
import { until } from "../test/until.ts";
import { type Engine, engines, openPlace } from "../test/worker/open-place.ts";
import type { Said, TrialWorker } from "../test/worker/processes.ts";
import { median } from "./ratio.ts";

// How long work stands still after a fault, in milliseconds beside what is promised. That nothing is lost is for the
// tests to prove, which do not look at the clock.
const KILL_COUNT = 5;
const OUTAGE_SECONDS = [3, 15];
const LONG_TASK = 600_000;

const rows: string[][] = [];

function record(what: string, figures: readonly number[], promised: number): void {
  const largest = Math.max(...figures);
  rows.push([what, median(figures).toFixed(0), largest.toFixed(0), String(promised)]);
}

const begins = (workers: readonly TrialWorker[]): Said[] =>
  workers.flatMap(({ said }) => said.filter(({ word }) => word === "begin"));

/** How long a task waits whose worker was killed. */
async function killWorkers(engine: Engine): Promise<void> {
  const { place, clear } = await openPlace(engine);
  const figures: number[] = [];
  for (let kill = 0; kill < KILL_COUNT; kill++) {
    const victim = await place.worker({ CONCURRENCY: "1" });
    await place.service.get("enqueue", "work", { key: `k${kill}`, work: LONG_TASK });
    await until("the task is at work", () => victim.said.length > 0);
    const successor = await place.worker({ CONCURRENCY: "1" });
    const killedAt = Date.now();
    victim.process.kill("SIGKILL");
    await until("the task is run again", () => successor.said.length > 0);
    figures.push((successor.said[0]?.at ?? Number.NaN) - killedAt);
    // Its task is not to be found by the next round.
    await place.service.get("cancel", successor.said[0]?.taskId);
    successor.process.kill("SIGTERM");
    await successor.ended;
  }
  await clear();
  record(`${engine}: a killed worker's task is run again`, figures, 20_000);
}

/** How long callers wait during an outage of Redis, and workers after it. */
async function stopRedis(seconds: number): Promise<void> {
  const { place, clear } = await openPlace("redis");
  const workers = [await place.worker(), await place.worker()];
  const refused: number[] = [];
  let isOver = false;
  const load = (async () => {
    while (!isOver) {
      const { took, code } = await place.service.ask("enqueue", "work", { key: "load", work: 50 });
      if (code !== null) refused.push(took);
      await delay(20);
    }
  })();
  await until("tasks under way", () => workers.every((worker) => begins([worker]).length > 10));
  await place.redis?.stop();
  await delay(seconds * 1_000);
  await place.redis?.start();
  const back = Date.now();
  const firstAfter = (worker: TrialWorker) => begins([worker]).find(({ at }) => at > back);
  await until("every worker at work again", () => workers.every((worker) => firstAfter(worker)));
  const resumed = workers.map((worker) => (firstAfter(worker)?.at ?? Number.NaN) - back);
  isOver = true;
  await load;
  await clear();
  record(`Redis away for ${seconds} s: a call is refused`, refused, 1_000);
  record(`Redis away for ${seconds} s: a worker resumes`, resumed, 25_000);
}

for (const engine of engines) await killWorkers(engine);
for (const seconds of OUTAGE_SECONDS) await stopRedis(seconds);
const table = [["", "median ms", "largest ms", "promised ms"], ["---", "---:", "---:", "---:"], ...rows];
process.stdout.write(`## Recovery\n\n${table.map((row) => `| ${row.join(" | ")} |`).join("\n")}\n\n`);
