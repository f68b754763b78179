import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { QueueEngine, TaskRecord } from "../engine.ts";
import { createEnqueuer, type Enqueuer } from "../enqueuer.ts";
import type { LoadTestReport, Quantiles, StartedLoadTest } from "./load-test-reports.ts";
import { type LoadKind, loadTestTask } from "./load-test-task.ts";

/** How many tasks are enqueued or read together. */
const BATCH_SIZE = 1_000;

const ofRun = z.object({ run: z.string() });

/** Measures how many tasks the workers can run. */
export class LoadTestService {
  readonly #engine: QueueEngine;
  readonly #enqueuer: Enqueuer;

  constructor(engine: QueueEngine) {
    this.#engine = engine;
    this.#enqueuer = createEnqueuer(engine);
  }

  /** Enqueues so many tasks of a kind. @throws AppError `queue.unavailable` */
  async start(kind: LoadKind, tasks: number): Promise<StartedLoadTest> {
    const run = randomBytes(6).toString("hex");
    for (let left = tasks; left > 0; left -= BATCH_SIZE) {
      const payloads = Array.from({ length: Math.min(left, BATCH_SIZE) }, () => ({ kind, run }));
      await this.#enqueuer.enqueueMany(loadTestTask, payloads);
    }
    return { run, kind, tasks };
  }

  /** The figures of a run, by its tasks that have ended. @throws AppError `queue.unavailable` */
  async report(run: string): Promise<LoadTestReport> {
    const [completed, failed] = await Promise.all([
      this.#ended(run, "completed"),
      this.#ended(run, "failed"),
    ]);
    const all = [...completed, ...failed];
    const begin = Math.min(...all.map(({ enqueuedAt }) => enqueuedAt));
    const end = Math.max(...all.map(({ finishedAt = 0 }) => finishedAt));
    return {
      run,
      completed: completed.length,
      failed: failed.length,
      throughput: all.length < 2 || end <= begin ? null : round((all.length / (end - begin)) * 1_000),
      wait: quantilesOf(all.map(({ enqueuedAt, startedAt = enqueuedAt }) => startedAt - enqueuedAt)),
      work: quantilesOf(all.map(({ startedAt = 0, finishedAt = startedAt }) => finishedAt - startedAt)),
      total: quantilesOf(all.map(({ enqueuedAt, finishedAt = enqueuedAt }) => finishedAt - enqueuedAt)),
    };
  }

  async #ended(run: string, state: "completed" | "failed"): Promise<TaskRecord[]> {
    const found: TaskRecord[] = [];
    for (let offset = 0; ; offset += BATCH_SIZE) {
      const records = await this.#engine.list(loadTestTask.queue, state, { offset, limit: BATCH_SIZE });
      found.push(...records.filter(({ payload }) => ofRun.safeParse(payload).data?.run === run));
      if (records.length < BATCH_SIZE) return found;
    }
  }
}

function quantilesOf(times: readonly number[]): Quantiles | null {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return sorted.length === 0 ? null : { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

const round = (number: number) => Math.round(number * 10) / 10;
