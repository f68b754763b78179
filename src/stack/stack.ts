import type { Catalog, Entry } from "./entry.ts";
import { type Part, wordOf } from "./words.ts";

export const packageManagers = ["npm", "pnpm", "yarn", "bun"] as const;
export type PackageManager = (typeof packageManagers)[number];

/** Something that came along unasked, and why, as a sentence. */
export interface Addition {
  readonly part: Part;
  readonly by: readonly string[];
  readonly sentence: string;
}

/** One choice of components, services and their options, complete: everything required is in it, every option decided. */
export interface Stack {
  /** What was asked for, each with its option decided: the words that make the same stack again. */
  readonly asked: readonly Part[];
  /** Everything that is in it, in the catalog's order, what always is included. */
  readonly parts: readonly Part[];
  readonly additions: readonly Addition[];
  readonly packageManager: PackageManager;
  /** Whether the application brings its own Node, because the machine's is too old for it. */
  readonly nodePin: boolean;
  /** Whether the application owns the runtime's sources, in a folder of its own. */
  readonly vendorsRuntime: boolean;
}

/** The entry of that name. Throws a plain error when there is none: callers have the name from the catalog. */
export function entryOf(catalog: Catalog, name: string): Entry {
  const found = catalog.entries.find((entry) => entry.name === name);
  if (found === undefined) throw new Error(`The catalog has no entry "${name}".`);
  return found;
}

/** The words of what was asked for, per flag of init. */
export function askedWords(catalog: Catalog, stack: Stack): { components: string[]; services: string[] } {
  const words = (kind: Entry["kind"]) =>
    stack.asked.filter((part) => entryOf(catalog, part.name).kind === kind).map(wordOf);
  return { components: words("component"), services: words("service") };
}

function factsOfPart(part: Part): string[] {
  const options = part.choice === null ? part.flags : [part.choice, ...part.flags];
  return [part.name, ...options.map((option) => `${part.name}=${option}`)];
}

/** Everything that is true of a stack, in the words that conditions use. */
export function factsOf(stack: Omit<Stack, "asked" | "additions">): Set<string> {
  const facts = new Set(stack.parts.flatMap(factsOfPart));
  facts.add(`manager=${stack.packageManager}`);
  if (stack.nodePin) facts.add("node-pin");
  if (stack.vendorsRuntime) facts.add(VENDORED_RUNTIME);
  return facts;
}

/** True where the application brings the runtime's tarball, until the registry has the runtime. */
export const PACKED_RUNTIME = "packed-runtime";

/** True where the application owns the runtime's sources. */
const VENDORED_RUNTIME = "vendored-runtime";

/** Everything that could be true of some stack: the only words that a condition may use. */
export function vocabularyOf(catalog: Catalog): Set<string> {
  const words = catalog.entries.flatMap((entry) => [
    entry.name,
    ...[...entry.choices, ...entry.flags].map((option) => `${entry.name}=${option.name}`),
  ]);
  return new Set([
    ...words,
    ...packageManagers.map((manager) => `manager=${manager}`),
    "node-pin",
    PACKED_RUNTIME,
    VENDORED_RUNTIME,
  ]);
}
