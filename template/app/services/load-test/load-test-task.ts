import { z } from "zod";
import { defineTask } from "#app/core/queue/index.ts";

/** What a task of a load test spends its time on. */
export const loadKind = z.enum(["cpu", "io", "memory"]);
export type LoadKind = z.infer<typeof loadKind>;

/** One of the many tasks of a load test. */
export const loadTestTask = defineTask({
  name: "load-test",
  description: "Keeps a worker busy for a moment, to measure its throughput",
  queue: "load-test",
  payload: z.object({ kind: loadKind, run: z.string().max(64) }),
  result: z.object({
    /** When the worker began and ended, in milliseconds since 1970. */
    startedAt: z.number(),
    finishedAt: z.number(),
  }),
  attempts: 1,
  timeout: "30s",
  kept: { completed: { age: "1h", count: 10_000 }, failed: { age: "1d", count: 1_000 } },
});
