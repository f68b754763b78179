/** `lineWidth` of the application's biome.json. */
const LINE_WIDTH_COLUMNS = 110;

/** A statement as the formatter leaves it: on one line where it fits, otherwise wrapped. */
export function fitLine(oneLine: string, wrapped: readonly string[]): readonly string[] {
  return oneLine.length <= LINE_WIDTH_COLUMNS ? [oneLine] : wrapped;
}
