import { z } from "zod";

/** What a line of a task's timeline is about. */
export const noteKind = z.enum(["failed", "died", "requeued", "note"]);

/** One of `noteKind`. */
export type NoteKind = z.infer<typeof noteKind>;

/** The longest sentence that is stored. */
const MAX_SENTENCE_LENGTH = 1_000;

/** Milliseconds since 1970, in the range of a date. */
const time = z.number().min(0).max(8.64e15);

const attempt = z.object({
  attempt: z.number(),
  startedAt: time,
  /** The worker that ran it. */
  worker: z.string(),
});

/** The attempt that a line ends. */
export type Attempt = z.infer<typeof attempt>;

const note = z.object({ at: time, kind: noteKind, text: z.string(), ...attempt.partial().shape });

/** A line of a task's timeline. */
export type Note = z.infer<typeof note>;

/** Writes a line of a task's timeline. */
export const writeNote = (kind: NoteKind, text: string, ended?: Attempt): string =>
  JSON.stringify({ at: Date.now(), kind, text: text.slice(0, MAX_SENTENCE_LENGTH), ...ended } satisfies Note);

/** Reads what `writeNote` wrote; undefined for a line of another version. */
export function readNote(line: string): Note | undefined {
  try {
    return note.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
