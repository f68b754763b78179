import { z } from "zod";

/** What a line of a task's timeline is about. */
export const noteKind = z.enum(["failed", "died", "requeued", "note"]);
export type NoteKind = z.infer<typeof noteKind>;

const note = z.object({ at: z.number(), kind: noteKind, text: z.string() });
export type Note = z.infer<typeof note>;

/** The most of a sentence that is kept. */
const LONGEST = 1_000;

export const writeNote = (kind: NoteKind, text: string, at = Date.now()): string =>
  JSON.stringify({ at, kind, text: text.slice(0, LONGEST) } satisfies Note);

/** Reads what `writeNote` wrote; a line of another version is left out. */
export function readNote(line: string): Note | undefined {
  try {
    return note.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
