import { randomUUID } from "node:crypto";
import { styleText } from "node:util";
import { escapeControls, escapeJson, escapeLine } from "./escape-controls.ts";

/** A style of `styleText`: "bold", "green". */
export type TextStyle = Parameters<typeof styleText>[0];

const ESCAPE_CHARACTER = "\u001b";

/** Stands for the escape character of a style that this module adds; no stored text can contain it. */
const STYLE_PLACEHOLDER = `\ue000${randomUUID()}\ue000`;

/** Text that is coloured on a terminal, plain elsewhere and where NO_COLOR is set. Print it with `print`. */
export function styled(style: TextStyle, text: string): string {
  const [open = "", close = ""] = styleText(style, "|", {
    stream: process.stdout,
    validateStream: true,
  }).split("|");
  const mark = (sequence: string) => sequence.replaceAll(ESCAPE_CHARACTER, STYLE_PLACEHOLDER);
  return `${mark(open)}${text}${mark(close)}`;
}

/** Escapes what a terminal would obey, wherever the text comes from, except the styles that `styled` added. */
const makeSafe = (text: string): string =>
  escapeControls(text).replaceAll(STYLE_PLACEHOLDER, ESCAPE_CHARACTER);

/** Writes lines to the standard output, with control characters escaped. */
export const print = (text: string): void => void process.stdout.write(`${makeSafe(text)}\n`);

/** Writes a part of a line to the standard output, with control characters escaped. A line break must not be divided among two parts. */
export const printPart = (text: string): void => void process.stdout.write(makeSafe(text));

/** Writes lines to the standard error, with control characters escaped. */
export const printError = (text: string): void => void process.stderr.write(`${makeSafe(text)}\n`);

/** Writes a value as indented JSON to the standard output. */
export const printJson = (value: unknown): void =>
  void process.stdout.write(`${escapeJson(JSON.stringify(value ?? null, null, 2))}\n`);

/** Prints the result of a command: as JSON where that was asked for, else as the text that `format` makes of it. */
export function printResult(json: boolean | undefined, value: unknown, format: () => string): void {
  if (json) printJson(value);
  else print(format());
}

const STATUS_SYMBOLS = {
  healthy: ["✔", "green"],
  info: ["ℹ", "cyan"],
  warning: ["▲", "yellow"],
  unhealthy: ["✖", "red"],
} as const satisfies Record<string, readonly [symbol: string, style: TextStyle]>;

/** A line with the symbol of a status in front, so that the status can be read without its colour. */
export function formatStatus(status: keyof typeof STATUS_SYMBOLS, text: string): string {
  const [symbol, style] = STATUS_SYMBOLS[status];
  return styled(style, `${symbol} ${escapeLine(text)}`);
}

/** Rows below each other, columns as wide as their longest cell. Cells are plain lines; `style` colours a cell by its column. */
export function formatTable(
  given: readonly (readonly string[])[],
  style: (cell: string, column: number) => string = (cell) => cell,
): string {
  const rows = given.map((row) => row.map(escapeLine));
  const widths = rows.reduce<number[]>(
    (widest, row) => row.map((cell, column) => Math.max(cell.length, widest[column] ?? 0)),
    [],
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          style(column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0), column),
        )
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
