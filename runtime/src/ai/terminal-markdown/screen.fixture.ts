// Built from text, since a pattern may not hold control characters.
const PIECES = new RegExp(`${String.fromCharCode(27)}\\[(\\d*)([A-Za-z])|[\\s\\S]`, "g");

/** A terminal of a few lines, which understands what the live region writes: lines, its cursor moves and clearing. */
export function createScreen(columns: number, rows: number) {
  let lines: string[] = [""];
  let row = 0;
  let column = 0;

  function put(character: string): void {
    const line = (lines[row] ?? "").padEnd(column);
    lines[row] = line.slice(0, column) + character + line.slice(column + 1);
    column += 1;
    if (column > columns) throw new Error(`a line is longer than ${columns} columns`);
  }

  return {
    /** Applies what was written since it was created. */
    write(text: string): void {
      for (const [piece, count, action] of text.matchAll(PIECES)) {
        if (action === "G") column = Number(count) - 1;
        else if (action === "A") row = Math.max(row - Number(count), lines.length - rows, 0);
        else if (action === "J") {
          lines = lines.slice(0, row + 1);
          lines[row] = (lines[row] ?? "").slice(0, column);
        } else if (action === "m") continue;
        else if (action !== undefined) throw new Error(`an unknown sequence: ${JSON.stringify(piece)}`);
        else if (piece === "\n") {
          row += 1;
          column = 0;
          lines[row] ??= "";
        } else put(piece);
      }
    },
    /** Everything that was printed, with what has scrolled away. */
    get text(): string {
      return lines
        .map((line) => line.trimEnd())
        .join("\n")
        .trimEnd();
    },
  };
}
