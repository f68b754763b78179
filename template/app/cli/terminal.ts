import { randomUUID } from "node:crypto";
import { styleText } from "node:util";
import { escapeControls, escapeJson, escapeLine } from "@aegis-stack/runtime/terminal";
import type { HealthStatus } from "#app/services/system/health/status.ts";

type Style = Parameters<typeof styleText>[0];

const ESCAPE = "\u001b";

/** Stands for the escape character of a style of ours, which nothing that was stored anywhere can know. */
const OWN_ESCAPE = `\ue000${randomUUID()}\ue000`;

/** Coloured on a terminal, plain elsewhere and where NO_COLOR is set. */
export function styled(style: Style, text: string): string {
  const [open = "", close = ""] = styleText(style, "|", {
    stream: process.stdout,
    validateStream: true,
  }).split("|");
  return `${open.replaceAll(ESCAPE, OWN_ESCAPE)}${text}${close.replaceAll(ESCAPE, OWN_ESCAPE)}`;
}

/** Shows what a terminal would obey, whatever the text was put together from; only styles of ours are obeyed. */
const safe = (text: string): string => escapeControls(text).replaceAll(OWN_ESCAPE, ESCAPE);

export const print = (text: string): void => void process.stdout.write(`${safe(text)}\n`);

export const printError = (text: string): void => void process.stderr.write(`${safe(text)}\n`);

export const printJson = (value: unknown): void =>
  void process.stdout.write(`${escapeJson(JSON.stringify(value ?? null, null, 2))}\n`);

const MARKS: Record<HealthStatus, readonly [mark: string, style: Style]> = {
  healthy: ["✔", "green"],
  info: ["ℹ", "cyan"],
  warning: ["▲", "yellow"],
  unhealthy: ["✖", "red"],
};

/** A status as a shape of its own, so that it can be told without its colour. */
export function marked(status: HealthStatus, text: string): string {
  const [mark, style] = MARKS[status];
  return styled(style, `${mark} ${escapeLine(text)}`);
}

/** Rows under each other, columns as wide as their longest cell. Cells are plain lines; `style` colours a column. */
export function table(
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
