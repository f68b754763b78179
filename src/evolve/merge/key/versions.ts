interface Range {
  readonly operator: string;
  readonly numbers: readonly [number, number, number];
}

const form = /^([~^]?)(\d+)\.(\d+)\.(\d+)$/;

function readRange(text: string): Range | null {
  const [, operator = "", major = "", minor = "", patch = ""] = form.exec(text) ?? [];
  return major === "" ? null : { operator, numbers: [Number(major), Number(minor), Number(patch)] };
}

function compare(one: Range, other: Range): number {
  const at = [0, 1, 2].find((index) => one.numbers[index] !== other.numbers[index]) ?? 0;
  return (one.numbers[at] ?? 0) - (other.numbers[at] ?? 0);
}

/**
 * Of two ranges that both were raised from the same one, the higher, where that loses nothing: the same operator and either
 * the same major version or the owner's is the higher. Null otherwise: the owner has to choose.
 */
export function higherRange(base: string, ours: string, theirs: string): "ours" | "theirs" | null {
  const [before, mine, incoming] = [readRange(base), readRange(ours), readRange(theirs)];
  if (before === null || mine === null || incoming === null) return null;
  if (new Set([before.operator, mine.operator, incoming.operator]).size > 1) return null;
  if (compare(mine, before) <= 0 || compare(incoming, before) <= 0) return null;
  if (compare(mine, incoming) >= 0) return "ours";
  return mine.numbers[0] === incoming.numbers[0] ? "theirs" : null;
}
