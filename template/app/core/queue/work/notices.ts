import { z } from "zod";
import { parseJson } from "#app/core/parse-json.ts";

/** What the names of a worker's sign of life and of a wish to cancel begin with on the board. */
export const WORKER = "worker.";
export const CANCEL = "cancel.";

/** Under which name it is said when the queue's server was found empty. */
export const EMPTIED = "emptied";

/** A worker beats so often, in milliseconds. */
export const BEAT = 5_000;

/** One that has not beaten for so long is taken for dead, in milliseconds. */
export const SILENCE = 20_000;

/** What is said on the board is taken down after so long, in milliseconds. */
export const KEPT = 15 * 60_000;

/** Milliseconds since 1970, as far as a date can tell them. */
const time = z.number().min(0).max(8.64e15);

/** A time that stands on the board as text; undefined when it is none. */
export const timeOf = (text: string | undefined): number | undefined =>
  time.safeParse(text === undefined || text === "" ? undefined : Number(text)).data;

const minute = z.object({
  /** Whole minutes since 1970. */
  minute: z.number().min(0).max(1.44e11),
  completed: z.number(),
  failed: z.number(),
  /** Milliseconds that they took, together. */
  took: z.number(),
});
export type Minute = z.infer<typeof minute>;

/** A worker's sign of life. Times are milliseconds since 1970. */
export const workerNotice = z.object({
  id: z.string(),
  host: z.string(),
  pid: z.number(),
  startedAt: time,
  /** When its loop last looked for tasks, or had no hand free to do so, by the clock of the queue's server. */
  seenAt: time,
  /** When it left in order. */
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
  /** What it is doing. */
  tasks: z.array(z.object({ id: z.string(), name: z.string(), queue: z.string(), startedAt: time })),
});
export type WorkerNotice = z.infer<typeof workerNotice>;

/** The workers on a board. What cannot be read is another version's, and left alone. */
export function workersOn(board: Readonly<Record<string, string>>): WorkerNotice[] {
  return Object.entries(board).flatMap(([name, text]) => {
    if (!name.startsWith(WORKER)) return [];
    const read = workerNotice.safeParse(parseJson(text));
    return read.success ? read.data : [];
  });
}
