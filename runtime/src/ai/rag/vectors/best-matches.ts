/** Something with a score. */
export interface Scored {
  readonly id: string;
  readonly score: number;
}

/** Keeps the best of any number of matches. */
export interface BestMatches {
  add(match: Scored): void;
  /** The best first; of the same score, the smaller id first. */
  list(): readonly Scored[];
}

const isBetter = (one: Scored, other: Scored): boolean =>
  one.score > other.score || (one.score === other.score && one.id < other.id);

/** Keeps the `limit` best matches in their order. The limit is small, so each is put into its place. */
export function createBestMatches(limit: number): BestMatches {
  const best: Scored[] = [];
  return {
    add(match) {
      const last = best.at(-1);
      if (best.length === limit && last !== undefined && !isBetter(match, last)) return;
      const place = best.findIndex((other) => isBetter(match, other));
      best.splice(place === -1 ? best.length : place, 0, match);
      if (best.length > limit) best.pop();
    },
    list: () => [...best],
  };
}
