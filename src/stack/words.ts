import { AegisError } from "../errors.ts";
import type { Catalog, Entry, Kind } from "./entry.ts";
import { suggestion } from "./nearest.ts";

/** One entry of a stack as it was asked for or decided. `choice` is null until it is chosen. */
export interface Part {
  readonly name: string;
  readonly choice: string | null;
  readonly flags: readonly string[];
}

/** A part in the words that init takes: `database[postgres]`, `auth[org,oauth]`, `redis`. */
export function wordOf(part: Part): string {
  const options = part.choice === null ? part.flags : [part.choice, ...part.flags];
  return options.length === 0 ? part.name : `${part.name}[${options.join(",")}]`;
}

/** Splits a list at its outer commas only, so that `auth[org,oauth],ai` is two words. Empty items are left out. */
export function splitWords(list: string): string[] {
  const words: string[] = [];
  let depth = 0;
  let word = "";
  for (const letter of list) {
    if (letter === "[") depth++;
    if (letter === "]") depth--;
    if (letter === "," && depth === 0) {
      words.push(word);
      word = "";
    } else word += letter;
  }
  words.push(word);
  return words.map((each) => each.trim()).filter((each) => each !== "");
}

function optionsOf(entry: Entry, given: readonly string[]): Part {
  const choices = entry.choices.map((choice) => choice.name);
  const flags = entry.flags.map((flag) => flag.name);
  const unknown = given.find((option) => !choices.includes(option) && !flags.includes(option));
  if (unknown !== undefined) {
    const allowed = [...choices, ...flags];
    const message = `"${entry.name}" has no option "${unknown}".`;
    if (allowed.length === 0)
      throw new AegisError("option-unknown", { message, hint: `Write it without brackets: ${entry.name}.` });
    throw new AegisError("option-unknown", {
      message,
      hint: `${suggestion(unknown, allowed)}It takes ${allowed.map((name) => `${entry.name}[${name}]`).join(", ")}.`,
      details: { name: entry.name, option: unknown, allowed },
    });
  }
  const chosen = [...new Set(given.filter((option) => choices.includes(option)))];
  if (chosen.length > 1) {
    throw new AegisError("stack-contradictory", {
      message: `"${entry.name}[${chosen.join(",")}]" asks for ${chosen.length} options of which only one can be chosen.`,
      hint: `Choose one of ${chosen.map((name) => `${entry.name}[${name}]`).join(" and ")}.`,
      details: { name: entry.name, chosen },
    });
  }
  return { name: entry.name, choice: chosen[0] ?? null, flags: flags.filter((flag) => given.includes(flag)) };
}

function findEntry(catalog: Catalog, kind: Kind, name: string): Entry {
  const found = catalog.entries.find((entry) => entry.name === name);
  if (found?.kind === kind) return found;
  const flagOf = (each: Kind) => `--${each}s`;
  if (found !== undefined) {
    throw new AegisError("word-unknown", {
      message: `"${name}" is a ${found.kind}, not a ${kind}.`,
      hint: `Ask for it with ${flagOf(found.kind)} ${name}.`,
      details: { given: name, kind: found.kind },
    });
  }
  const offered = catalog.entries.filter((entry) => entry.kind === kind).map((entry) => entry.name);
  throw new AegisError("word-unknown", {
    message: `There is no ${kind} called "${name}".`,
    hint: `${suggestion(name, offered)}There are ${offered.join(", ")}; "aegis list" says what each gives.`,
    details: { given: name, offered },
  });
}

function readWord(word: string): { name: string; options: string[] } {
  const form = /^([^[\],]+?)\s*(?:\[([^[\]]*)\])?$/.exec(word);
  const name = form?.[1]?.trim().toLowerCase();
  if (name === undefined) {
    throw new AegisError("word-malformed", {
      message: `"${word}" cannot be read.`,
      hint: 'Write a name, with its options in brackets where it has any: "database[postgres]", quoted for the shell.',
      details: { given: word },
    });
  }
  const options = (form?.[2] ?? "").split(",").map((option) => option.trim().toLowerCase());
  return { name, options: options.filter((option) => option !== "") };
}

/** Reads one word (`database[postgres]`) of the given kind. Throws when it is malformed or the catalog has no such thing. */
export function parseWord(catalog: Catalog, kind: Kind, word: string): Part {
  const { name, options } = readWord(word);
  return optionsOf(findEntry(catalog, kind, name), options);
}

/** Reads one word of either kind. */
export function parseAnyWord(catalog: Catalog, word: string): Part {
  const { name, options } = readWord(word);
  const found = catalog.entries.find((entry) => entry.name === name);
  if (found !== undefined) return optionsOf(found, options);
  const offered = catalog.entries.filter((entry) => !entry.always).map((entry) => entry.name);
  throw new AegisError("word-unknown", {
    message: `There is no component or service called "${name}".`,
    hint: `${suggestion(name, offered)}There are ${offered.join(", ")}; "aegis list" says what each gives.`,
    details: { given: name, offered },
  });
}

/** Reads a whole list (`database[postgres],worker`). An empty list is none, and stays none. */
export function parseWords(catalog: Catalog, kind: Kind, list: string): Part[] {
  return splitWords(list).map((word) => parseWord(catalog, kind, word));
}
