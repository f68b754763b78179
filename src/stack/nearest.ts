import { distance } from "fastest-levenshtein";

/** The letters to insert, delete, replace or swap with their neighbour: to Levenshtein a swap is two edits. */
function countEdits(from: string, to: string): number {
  const swapped = Array.from(from.slice(1), (letter, index) =>
    [from.slice(0, index), letter, from[index], from.slice(index + 2)].join(""),
  );
  return Math.min(distance(from, to), ...swapped.map((each) => 1 + distance(each, to)));
}

/**
 * The offered name that was most likely meant, or null when none is near enough to be worth saying.
 * A beginning ("postgresql" for "postgres", "sched" for "scheduler") counts as near.
 */
export function nearest(given: string, offered: readonly string[]): string | null {
  const word = given.toLowerCase();
  const begun = offered.find((name) => word.length > 2 && (name.startsWith(word) || word.startsWith(name)));
  if (begun !== undefined) return begun;
  let best: string | null = null;
  let bestCost = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const name of offered) {
    const cost = countEdits(word, name);
    if (cost < bestCost) {
      best = name;
      bestCost = cost;
    }
  }
  return best;
}

/** `Did you mean "database"?` with a blank behind it, or nothing. */
export function suggestion(given: string, offered: readonly string[]): string {
  const name = nearest(given, offered);
  return name === null ? "" : `Did you mean "${name}"? `;
}
