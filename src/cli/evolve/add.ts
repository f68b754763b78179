import { catalog } from "../../stack/catalog.ts";
import { addTo } from "../../stack/change.ts";
import { parseAnyWord, splitWords } from "../../stack/words.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { evolveProject } from "./evolve.ts";
import type { EvolveFlags } from "./flags.ts";
import { changesEngine, hintsAfter, notesOnAdditions, notesOnOptions, notesOnVersion } from "./notes.ts";

/** Adds components, services or options to an application, with whatever they require. */
export async function add(terminal: Terminal, words: readonly string[], flags: EvolveFlags): Promise<void> {
  const parts = splitWords(words.join(",")).map((word) => parseAnyWord(catalog, word));
  await evolveProject(terminal, `add ${words.join(" ")}`, flags, (opened) => {
    const { stack } = opened;
    const after = addTo(catalog, stack, parts);
    const notes = [
      ...notesOnVersion(opened),
      ...notesOnAdditions(stack, after),
      ...notesOnOptions(stack, after),
      ...hintsAfter(stack, after),
    ];
    return { after, notes, setsUp: !changesEngine(stack, after), confirmsDeletion: false };
  });
}
