import { z } from "zod";
import { loadKind } from "./load-test-task.ts";

/** As many as are kept with their results. */
export const MOST_TASKS = 10_000;

export const startedLoadTest = z
  .object({ run: z.string(), kind: loadKind, tasks: z.number() })
  .meta({ id: "StartedLoadTest" });
export type StartedLoadTest = z.infer<typeof startedLoadTest>;

/** Of so many per cent, no more than this. Milliseconds. */
const quantiles = z.object({ p50: z.number(), p95: z.number(), p99: z.number() });
export type Quantiles = z.infer<typeof quantiles>;

/** How a load test goes, as far as it is. */
export const loadTestReport = z
  .object({
    run: z.string(),
    completed: z.number(),
    failed: z.number(),
    /** Tasks a second, from the first that was enqueued to the last that ended; null before two have ended. */
    throughput: z.number().nullable(),
    /** From enqueued to begun; null before one has ended. */
    wait: quantiles.nullable(),
    /** From begun to ended. */
    work: quantiles.nullable(),
    /** From enqueued to ended. */
    total: quantiles.nullable(),
  })
  .meta({ id: "LoadTest" });
export type LoadTestReport = z.infer<typeof loadTestReport>;
