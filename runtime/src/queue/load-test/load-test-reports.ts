import { z } from "zod";
import { loadKind } from "./load-test-task.ts";

/** The most tasks of one run: so many are stored with their results. */
export const MAX_LOAD_TEST_TASKS = 10_000;

/** The schema of a load test that was started. */
export const startedLoadTest = z
  .object({ run: z.string(), kind: loadKind, tasks: z.number() })
  .meta({ id: "StartedLoadTest" });

/** A load test that was started. */
export type StartedLoadTest = z.infer<typeof startedLoadTest>;

/** So many per cent took no longer than this. Milliseconds. */
const quantiles = z.object({ p50: z.number(), p95: z.number(), p99: z.number() });

/** Percentiles of durations, in milliseconds. */
export type Quantiles = z.infer<typeof quantiles>;

/** The schema of the figures of a load test so far. */
export const loadTestReport = z
  .object({
    run: z.string(),
    completed: z.number(),
    failed: z.number(),
    /** Tasks a second, from the first that was enqueued to the last that ended; null before two have ended. */
    throughput: z.number().nullable(),
    /** From enqueued to started; null before one has ended. */
    wait: quantiles.nullable(),
    /** From started to ended. */
    work: quantiles.nullable(),
    /** From enqueued to ended. */
    total: quantiles.nullable(),
  })
  .meta({ id: "LoadTest" });

/** The figures of a load test so far. */
export type LoadTestReport = z.infer<typeof loadTestReport>;
