import { distance } from "fastest-levenshtein";

/**
 * Finds the candidate that a misspelt name most likely meant: at most two edits away, one for a name of up to five
 * characters.
 *
 * @returns undefined when none is that close, or when the name is itself one of them
 */
export function findClosestName<Name extends string>(
  name: string,
  candidates: readonly Name[],
): Name | undefined {
  const ranked = candidates
    // Every name in the environment is compared when a process starts, and most differ by their length already.
    .filter((candidate) => Math.abs(candidate.length - name.length) <= 2)
    .map((candidate) => ({ candidate, edits: countEdits(name.toUpperCase(), candidate) }))
    .filter(({ candidate, edits }) => edits <= (candidate.length > 5 ? 2 : 1))
    .sort((one, other) => one.edits - other.edits);
  return ranked[0]?.candidate === name ? undefined : ranked[0]?.candidate;
}

/** The letters to insert, delete, replace or swap with their neighbour: to Levenshtein a swap is two edits. */
function countEdits(from: string, to: string): number {
  const edits = distance(from, to);
  // Trying the swaps saves one edit at most, which cannot make a name close that is further away.
  if (edits > 3) return edits;
  const swapped = Array.from(from.slice(1), (letter, index) =>
    [from.slice(0, index), letter, from[index], from.slice(index + 2)].join(""),
  );
  return Math.min(edits, ...swapped.map((each) => 1 + distance(each, to)));
}
