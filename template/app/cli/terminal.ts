import { styleText } from "node:util";
import type { HealthStatus } from "#app/services/system/health/status.ts";

type Style = Parameters<typeof styleText>[0];

/** Coloured on a terminal, plain elsewhere and where NO_COLOR is set. */
export const styled = (style: Style, text: string): string =>
  styleText(style, text, { stream: process.stdout, validateStream: true });

export const print = (text: string): void => void process.stdout.write(`${text}\n`);

export const printError = (text: string): void => void process.stderr.write(`${text}\n`);

export const printJson = (value: unknown): void => print(JSON.stringify(value, null, 2));

const MARKS: Record<HealthStatus, readonly [mark: string, style: Style]> = {
  healthy: ["✔", "green"],
  info: ["ℹ", "cyan"],
  warning: ["▲", "yellow"],
  unhealthy: ["✖", "red"],
};

/** A status as a shape of its own, so that it can be told without its colour. */
export function marked(status: HealthStatus, text: string): string {
  const [mark, style] = MARKS[status];
  return styled(style, `${mark} ${text}`);
}

/** Rows under each other, columns as wide as their longest cell. Cells are plain; `style` colours a column. */
export function table(
  rows: readonly (readonly string[])[],
  style: (cell: string, column: number) => string = (cell) => cell,
): string {
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
