import { z } from "zod";
import { defineTask } from "../task/define-task.ts";

/** The schema of what a task of a load test uses. */
export const loadKind = z.enum(["cpu", "io", "memory"]);

/** What a task of a load test uses. */
export type LoadKind = z.infer<typeof loadKind>;

/** One of the many tasks of a load test. It needs a queue `load-test`. */
export const loadTestTask = defineTask({
  name: "load-test",
  description: "Keeps a worker busy for a moment, to measure its throughput",
  queue: "load-test",
  payload: z.object({ kind: loadKind, run: z.string().max(64) }),
  result: z.object({
    /** When the worker started and ended, in milliseconds since 1970. */
    startedAt: z.number(),
    finishedAt: z.number(),
  }),
  attempts: 1,
  timeout: "30s",
  retention: { completed: { age: "1h", count: 10_000 }, failed: { age: "1d", count: 1_000 } },
});
