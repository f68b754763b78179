import { catalog } from "../../src/stack/catalog.ts";
import type { Rendered } from "./stacks.ts";

/** Flags of a group change nothing else, so each is held once, and not beside each other choice. */
const GROUPED_FLAGS = new Set(
  catalog.entries.flatMap(({ name, flagGroups }) =>
    flagGroups.flatMap(({ flags }) => flags.map((flag) => `${name}[${flag}]`)),
  ),
);

/** What a stack is made of, each choice and each flag a word: `auth`, `auth[org]`, `auth[oauth]`. */
const wordsOf = ({ stack }: Rendered): string[] =>
  stack.parts.flatMap(({ name, choice, flags }) => [
    name,
    ...[choice ?? [], ...flags].flat().map((option) => `${name}[${option}]`),
  ]);

/** Every way to take so many of the states, each a word that the stack has or lacks. */
function combinations(states: readonly string[], size: number): string[] {
  if (size === 1) return [...states];
  return states.flatMap((state, index) =>
    combinations(states.slice(index + 1), size - 1).map((rest) => `${state} ${rest}`),
  );
}

/**
 * Few stacks that together hold every choice that any stack holds, every pair of them or every three, the choice to
 * leave something out included. Greedy: not the smallest such set, but close, and always the same.
 */
export function coveringSet(stacks: readonly Rendered[], size: 1 | 2 | 3): Rendered[] {
  const vocabulary = [...new Set(stacks.flatMap(wordsOf))].sort();
  const held = new Map(
    stacks.map((rendered) => {
      const words = new Set(wordsOf(rendered));
      const stateOf = (word: string) => `${words.has(word) ? "" : "!"}${word}`;
      const paired = vocabulary.filter((word) => !GROUPED_FLAGS.has(word)).map(stateOf);
      const alone = vocabulary.filter((word) => GROUPED_FLAGS.has(word)).map(stateOf);
      return [rendered, new Set([...combinations(paired, size), ...alone])];
    }),
  );
  const open = new Set([...held.values()].flatMap((combinations) => [...combinations]));
  const chosen: Rendered[] = [];
  while (open.size > 0) {
    const gain = (rendered: Rendered) => countIn(open, held.get(rendered));
    const [first, ...others] = stacks;
    if (first === undefined) break;
    let best = { rendered: first, gain: gain(first) };
    for (const rendered of others) {
      const more = gain(rendered);
      if (more > best.gain) best = { rendered, gain: more };
    }
    chosen.push(best.rendered);
    for (const combination of held.get(best.rendered) ?? []) open.delete(combination);
  }
  return chosen;
}

function countIn(open: ReadonlySet<string>, combinations: ReadonlySet<string> = new Set()): number {
  let count = 0;
  for (const combination of combinations) if (open.has(combination)) count += 1;
  return count;
}
