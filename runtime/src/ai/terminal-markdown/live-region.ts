import { clearScreenDown, cursorTo, moveCursor } from "node:readline";
import { escapeControls, printPart } from "../../terminal/index.ts";

/** The lines at the end of the terminal that are replaced while a block grows. */
export interface LiveRegion {
  /** Shows the end of a text, as much as fits. */
  show(text: string): void;
  /** Removes what is shown. */
  clear(): void;
}

/** What the region knows of its terminal. */
export type Terminal = NodeJS.WritableStream & { readonly columns?: number; readonly rows?: number };

const DEFAULT_COLUMNS = 80;
const DEFAULT_ROWS = 24;

/** Left free below the region and above it, so that nothing of it ever scrolls away. */
const FREE_ROWS = 2;

/** Creates the region below what is printed. Nothing else may be printed before it is cleared. */
export function createLiveRegion(terminal: Terminal): LiveRegion {
  let shown: readonly string[] = [];

  function clear(): void {
    if (shown.length === 0) return;
    cursorTo(terminal, 0);
    moveCursor(terminal, 0, 1 - shown.length);
    clearScreenDown(terminal);
    shown = [];
  }

  return {
    clear,
    show(text) {
      const { columns = DEFAULT_COLUMNS, rows = DEFAULT_ROWS } = terminal;
      const lines = wrapLines(text, Math.max(columns - 1, 2)).slice(-Math.max(rows - FREE_ROWS, 1));
      const added = findAddedText(shown, lines);
      if (added === undefined) clear();
      printPart(added ?? lines.join("\n"));
      shown = lines;
    },
  };
}

/** What has to be written at the end of the shown lines; undefined where more than the end is different. */
function findAddedText(shown: readonly string[], lines: readonly string[]): string | undefined {
  const before = shown.at(-1);
  const index = shown.length - 1;
  const after = lines[index];
  if (before === undefined || after === undefined || !after.startsWith(before)) return undefined;
  if (shown.some((line, at) => at < index && line !== lines[at])) return undefined;
  return [after.slice(before.length), ...lines.slice(index + 1)].join("\n");
}

/**
 * Breaks a text into lines that fit a terminal, which then breaks none of them itself. Each character that is not ASCII counts as two
 * columns, which none exceeds.
 */
export function wrapLines(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  for (const source of escapeControls(text.replaceAll("\t", "  ")).split("\n")) {
    let line = "";
    let width = 0;
    for (const character of source) {
      const own = character < "\u007f" ? 1 : 2;
      if (width + own > columns) {
        lines.push(line);
        line = "";
        width = 0;
      }
      line += character;
      width += own;
    }
    lines.push(line);
  }
  return lines;
}
