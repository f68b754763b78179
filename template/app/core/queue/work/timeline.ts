import { z } from "zod";

/** What a line of a task's timeline is about. */
export const noteKind = z.enum(["failed", "died", "requeued", "note"]);
export type NoteKind = z.infer<typeof noteKind>;

/** Milliseconds since 1970, as far as a date can tell them. */
const time = z.number().min(0).max(8.64e15);

/** The attempt that a line ends. */
const attempt = z.object({
  attempt: z.number(),
  startedAt: time,
  /** Who ran it. */
  worker: z.string(),
});
export type Attempt = z.infer<typeof attempt>;

const note = z.object({ at: time, kind: noteKind, text: z.string(), ...attempt.partial().shape });
export type Note = z.infer<typeof note>;

/** The most of a sentence that is kept. */
const LONGEST = 1_000;

export const writeNote = (kind: NoteKind, text: string, began?: Attempt): string =>
  JSON.stringify({ at: Date.now(), kind, text: text.slice(0, LONGEST), ...began } satisfies Note);

/** Reads what `writeNote` wrote; a line of another version is left out. */
export function readNote(line: string): Note | undefined {
  try {
    return note.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
