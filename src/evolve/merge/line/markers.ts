/** How the sides of a conflict are named where a person reads them. */
const markers = {
  ours: "<<<<<<< yours",
  base: "||||||| old template",
  middle: "=======",
  theirs: ">>>>>>> new template",
} as const;

/** A conflict as lines of the file that holds it. */
export function conflictLines(
  ours: readonly string[],
  base: readonly string[],
  theirs: readonly string[],
): string[] {
  return [markers.ours, ...ours, markers.base, ...base, markers.middle, ...theirs, markers.theirs];
}

/**
 * The lines (from 1) on which a conflict of ours still begins, or of which something is left. A lone "=======" counts for
 * nothing: it underlines headings.
 */
export function unresolved(text: string): number[] {
  const found: number[] = [];
  let inside = false;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const [begins, ends] = [line === markers.ours, line === markers.theirs];
    if (begins || (!inside && (ends || line === markers.base))) found.push(index + 1);
    if (begins) inside = true;
    if (ends) inside = false;
  }
  return found;
}
