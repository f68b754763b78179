/** The number of letters to insert, delete, change or swap to turn one word into the other. */
function distance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (row > 1 && column > 1 && swapped) cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      current.push(cost);
    }
    beforeLast = last;
    last = current;
  }
  return last[to.length] ?? 0;
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
    const cost = distance(word, name);
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
