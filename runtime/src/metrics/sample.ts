import { z } from "zod";

/** One measurement of this process and its machine. Rates and shares cover the time since the sample before. */
export const metricsSample = z
  .object({
    /** Milliseconds since 1970. */
    at: z.number(),
    /** Share of all the machine's cores in use, 0 to 1. */
    cpu: z.number(),
    /** Share of one core that this process used; above 1 with several threads. */
    processCpu: z.number(),
    /** Share of the machine's memory (or of the container's limit) in use, 0 to 1. */
    memory: z.number(),
    /** Resident memory of this process, in bytes. */
    rss: z.number(),
    /** JavaScript heap in use, in bytes. */
    heapUsed: z.number(),
    /** 99th percentile of the event loop's delay, in milliseconds. */
    eventLoopDelay: z.number(),
    /** Requests answered a second. Probes and event streams do not count. */
    requestsPerSecond: z.number(),
    /** 95th percentile of the time that an answer took, in milliseconds; null when nothing was answered. */
    requestDuration: z.number().nullable(),
  })
  .meta({ id: "MetricsSample" });
/** One measurement, as `metricsSample` validates it. */
export type MetricsSample = z.infer<typeof metricsSample>;

/** How often a sample is taken, in milliseconds. */
export const SAMPLE_INTERVAL_MS = 2_000;

/** How many samples are kept: five minutes. */
export const MAX_SAMPLES = 150;
