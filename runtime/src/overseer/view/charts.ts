import type { MetricsSample } from "../../metrics/index.ts";
import { formatBytes, formatMilliseconds, formatShare, type Quantity } from "../format/quantity.ts";

const MEBIBYTE_BYTES = 1_048_576;

export interface Chart {
  name: string;
  /** What exactly is measured. */
  hint: string;
  read(sample: MetricsSample): number | null;
  format(value: number): Quantity;
  /** The upper edge is never below it; a value that is larger moves the edge up. */
  top: number;
  /** From here on the health check warns; a test holds the two together. */
  threshold?: number;
}

const perSecond = (value: number): Quantity => ({ value: value.toFixed(value < 99.95 ? 1 : 0), unit: "/s" });

/** What the process and its machine are doing, in the order it is shown. */
export const PROCESS_CHARTS: readonly Chart[] = [
  {
    name: "Requests",
    hint: "Per second, without probes and event streams",
    read: (sample) => sample.requestsPerSecond,
    format: perSecond,
    top: 5,
  },
  {
    name: "Response time",
    hint: "95th percentile",
    read: (sample) => sample.requestDuration,
    format: formatMilliseconds,
    top: 100,
  },
  {
    name: "Event loop delay",
    hint: "99th percentile",
    read: (sample) => sample.eventLoopDelay,
    format: formatMilliseconds,
    top: 120,
    threshold: 100,
  },
  {
    name: "Process CPU",
    hint: "Share of one core; above 100 % with several threads",
    read: (sample) => sample.processCpu,
    format: formatShare,
    top: 1,
  },
  {
    name: "Machine CPU",
    hint: "Share of all cores",
    read: (sample) => sample.cpu,
    format: formatShare,
    top: 1,
    threshold: 0.76,
  },
  {
    name: "Machine memory",
    hint: "Share of the memory, or of the container's limit",
    read: (sample) => sample.memory,
    format: formatShare,
    top: 1,
    threshold: 0.72,
  },
  {
    name: "Process memory",
    hint: "Resident in memory",
    read: (sample) => sample.rss,
    format: formatBytes,
    top: 128 * MEBIBYTE_BYTES,
  },
  {
    name: "JavaScript heap",
    hint: "In use, including garbage that is not collected yet",
    read: (sample) => sample.heapUsed,
    format: formatBytes,
    top: 64 * MEBIBYTE_BYTES,
  },
];

export interface Reading {
  latest: number | null;
  least: number | null;
  most: number | null;
  /** The upper edge: a round number at or above everything that is drawn. */
  top: number;
}

/** The figures of the samples that a chart draws. */
export function readingOf({ read, top }: Chart, samples: readonly MetricsSample[]): Reading {
  const values = samples.map(read).filter((value) => value !== null);
  const last = samples.at(-1);
  const latest = last ? read(last) : null;
  if (values.length === 0) return { latest, least: null, most: null, top };
  const most = Math.max(...values);
  return { latest, least: Math.min(...values), most, top: most <= top ? top : roundUp(most) };
}

/** The next of 1, 2, 3, 4, 5, 6, 8, 10 times a power of ten, so that the edge moves seldom. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 3, 4, 5, 6, 8, 10].find((factor) => factor * power >= value) ?? 10;
  return step * power;
}
