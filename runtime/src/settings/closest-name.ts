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

/** How many letters were left out, added, replaced or swapped with their neighbour. */
function countEdits(from: string, to: string): number {
  const rows = [Array.from({ length: to.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number) => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    rows.push(current);
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current.push(
        Math.min(
          at(row - 1, column) + 1,
          at(row, column - 1) + 1,
          at(row - 1, column - 1) + (same ? 0 : 1),
          swapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
  }
  return at(from.length, to.length);
}
