import type { Line } from "./text.ts";

/** The same stretch of all three texts, or the whole of them. */
export interface Stretch {
  readonly base: readonly Line[];
  readonly ours: readonly Line[];
  readonly theirs: readonly Line[];
}

/** What lines say, however they end. */
export const says = (lines: readonly Line[]): string[] => lines.map((line) => line.says);

/** Lines that end as the text does in which they come to stand. */
export const plain = (lines: readonly string[]): Line[] => lines.map((line) => ({ says: line, end: "" }));
