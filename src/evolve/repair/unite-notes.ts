import type { Notes } from "../state.ts";

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** What the owner of two branches keeps in aegis.json: each branch's change of a key, and of two for one key ours. */
export function uniteNotes(base: Notes, ours: Notes, theirs: Notes): Notes {
  const keys = new Set([...Object.keys(ours), ...Object.keys(theirs)]);
  return Object.fromEntries(
    [...keys].flatMap((key) => {
      const value = isSame(ours[key], base[key]) ? theirs[key] : ours[key];
      return value === undefined ? [] : [[key, value]];
    }),
  );
}
