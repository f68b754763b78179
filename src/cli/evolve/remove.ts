import { catalog } from "../../stack/catalog.ts";
import { removeFrom } from "../../stack/change.ts";
import { parseAnyWord, splitWords } from "../../stack/words.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { evolveProject } from "./evolve.ts";
import type { EvolveFlags } from "./flags.ts";
import { notesOnData, notesOnOptions, notesOnRemovals, notesOnVersion } from "./notes.ts";

export interface RemoveFlags extends EvolveFlags {
  readonly cascade?: true;
}

/** Removes components, services or options, with what had come along only for them. Data stays. */
export async function remove(
  terminal: Terminal,
  words: readonly string[],
  flags: RemoveFlags,
): Promise<void> {
  const parts = splitWords(words.join(",")).map((word) => parseAnyWord(catalog, word));
  await evolveProject(terminal, `remove ${words.join(" ")}`, flags, (opened) => {
    const { stack } = opened;
    const { stack: after } = removeFrom(catalog, stack, parts, flags.cascade === true);
    const absent = parts.filter(({ name }) => !stack.parts.some((part) => part.name === name));
    const notes = [
      ...notesOnVersion(opened),
      ...absent.map(({ name }) => `${name} is not in this application.`),
      ...notesOnRemovals(
        stack,
        after,
        parts.map(({ name }) => name),
      ),
      ...notesOnOptions(stack, after),
      ...notesOnData(stack, after),
    ];
    // A migration made now would drop the tables whose code has gone.
    return { after, notes, setsUp: false, confirmsDeletion: true };
  });
}
