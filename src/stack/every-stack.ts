import { AegisError } from "../errors.ts";
import type { Catalog, Entry } from "./entry.ts";
import { resolve } from "./resolve.ts";
import { entryOf, type PackageManager, type Stack } from "./stack.ts";
import type { Part } from "./words.ts";

export interface Dimensions {
  readonly packageManagers?: readonly PackageManager[];
  readonly nodePins?: readonly boolean[];
}

function subsets(names: readonly string[]): string[][] {
  return names.reduce<string[][]>((sets, name) => sets.concat(sets.map((set) => [...set, name])), [[]]);
}

const isGrouped = ({ flagGroups }: Entry, name: string): boolean =>
  flagGroups.some(({ flags }) => flags.includes(name));

/** Absent, or each choice with each set of flags. Those of a group are left to `takeTurns`. */
function waysToAsk(entry: Entry): (Part | null)[] {
  const there = (options: Entry["choices"]) =>
    options.filter((option) => option.status === "available").map((option) => option.name);
  const choices = entry.choices.length === 0 ? [null] : there(entry.choices);
  const parts = choices.flatMap((choice) =>
    subsets(there(entry.flags).filter((name) => !isGrouped(entry, name))).map((flags) => ({
      name: entry.name,
      choice,
      flags,
    })),
  );
  return [null, ...parts];
}

/**
 * Flags of a group change nothing else, so not every set of them meets every stack: each of them alone, and all together, take turns. The
 * first turn takes all of them.
 */
function takeTurns(catalog: Catalog, stack: Stack, turn: number): Stack {
  const asked = stack.asked.map((part) => {
    const { flagGroups } = entryOf(catalog, part.name);
    return flagGroups.reduce(({ flags: taken, ...rest }, { flags }) => {
      const sets = [flags, ...flags.map((flag) => [flag])];
      const others = taken.filter((flag) => !flags.includes(flag));
      return { ...rest, flags: [...others, ...(sets[turn % sets.length] ?? [])] };
    }, part);
  });
  return asked.some((part, index) => part !== stack.asked[index])
    ? resolve(catalog, { ...stack, asked })
    : stack;
}

function tryToResolve(catalog: Catalog, request: Parameters<typeof resolve>[1]): Stack | null {
  try {
    return resolve(catalog, request);
  } catch (error) {
    if (error instanceof AegisError && error.code === "stack-contradictory") return null;
    throw error;
  }
}

/**
 * Every stack that can be asked for today, each once, what it requires included; more as entries become available. Flags of a group take turns.
 * Two requests that end in the same parts count as one stack: the shorter request stands for it.
 */
export function everyStack(catalog: Catalog, dimensions: Dimensions = {}): Stack[] {
  const choosable = catalog.entries.filter((entry) => !entry.always && entry.status === "available");
  const requests = choosable.reduce<Part[][]>(
    (lists, entry) =>
      waysToAsk(entry).flatMap((part) => (part === null ? lists : lists.map((list) => [...list, part]))),
    [[]],
  );
  const stacks = new Map<string, Stack>();
  for (const packageManager of dimensions.packageManagers ?? ["npm"]) {
    for (const nodePin of dimensions.nodePins ?? [false]) {
      for (const asked of requests) {
        const stack = tryToResolve(catalog, { asked, packageManager, nodePin });
        if (stack === null) continue;
        const key = JSON.stringify([stack.parts, packageManager, nodePin]);
        const known = stacks.get(key);
        if (known === undefined || stack.asked.length < known.asked.length) stacks.set(key, stack);
      }
    }
  }
  const all = [...stacks.values()];
  // The largest stacks stand for everything that there is, so they have the whole of each group.
  const most = Math.max(...all.map(({ parts }) => parts.length));
  return all.map((stack, index) => takeTurns(catalog, stack, stack.parts.length === most ? 0 : index));
}
