import { z } from "zod";
import { parseJson } from "../../json/index.ts";

/** The first part of the names of the workers' entries in the registry. */
export const WORKER_PREFIX = "worker.";
/** The first part of the names of cancellation requests in the registry. */
export const CANCELLATION_PREFIX = "cancel.";

/** The entry that says when the queue's server was found empty. */
export const EMPTIED_ENTRY = "emptied";

/** How often a worker writes its entry. */
export const HEARTBEAT_INTERVAL_MS = 5_000;

/** A worker whose heartbeat is older than this counts as dead. */
export const HEARTBEAT_TIMEOUT_MS = 20_000;

/** Entries older than this are deleted. */
export const ENTRY_RETENTION_MS: number = 15 * 60_000;

/** Milliseconds since 1970, in the range of a date. */
const time = z.number().min(0).max(8.64e15);

/** A time that an entry holds as text; undefined when it is none. */
export const parseTime = (text: string | undefined): number | undefined =>
  time.safeParse(text === undefined || text === "" ? undefined : Number(text)).data;

const minute = z.object({
  /** Whole minutes since 1970. */
  minute: z.number().min(0).max(1.44e11),
  completed: z.number(),
  failed: z.number(),
  /** The sum of their durations in milliseconds. */
  took: z.number(),
});

/** What ended in one minute. */
export type Minute = z.infer<typeof minute>;

const workerEntry = z.object({
  id: z.string(),
  host: z.string(),
  pid: z.number(),
  startedAt: time,
  /** When it last asked for tasks, or had no concurrency slot free to do so, by the clock of the queue's server. */
  seenAt: time,
  /** When it stopped in order. */
  leftAt: time.optional(),
  /** Bytes of memory. */
  memory: z.number(),
  queues: z.array(
    z.object({
      name: z.string(),
      concurrency: z.number(),
      /** The last minutes in which something ended, oldest first. */
      minutes: z.array(minute),
    }),
  ),
  /** The tasks that it runs. */
  tasks: z.array(z.object({ id: z.string(), name: z.string(), queue: z.string(), startedAt: time })),
});

/** A worker's heartbeat in the registry. Times are milliseconds since 1970. */
export type WorkerEntry = z.infer<typeof workerEntry>;

/** The workers in a registry. An entry that cannot be read is another version's and is left alone. */
export function parseWorkers(entries: Readonly<Record<string, string>>): WorkerEntry[] {
  return Object.entries(entries).flatMap(([name, text]) => {
    if (!name.startsWith(WORKER_PREFIX)) return [];
    const read = workerEntry.safeParse(parseJson(text));
    return read.success ? read.data : [];
  });
}
