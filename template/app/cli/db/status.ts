import type { DatabaseReport } from "@aegis-stack/runtime/database";
import { formatBytes } from "@aegis-stack/runtime/format";
import { marked, print, printJson, styled, table } from "#app/cli/terminal.ts";
import { APP_NAME } from "#app/core/constants.ts";
import { database } from "#app/core/database.ts";
import type { Options } from "../db.ts";

/** Ends with 1 when the application could not work with the database as it is. */
export async function status({ json }: Options): Promise<void> {
  const found = await database.status();
  const { pending, changed, ungenerated } = found.migrations;
  if (json) printJson(found);
  else print(written(found));
  process.exitCode = pending.length + changed.length > 0 || ungenerated ? 1 : 0;
}

function written({ engine, place, latency, size, tables, migrations, lastBackup }: DatabaseReport): string {
  const { applied, pending, changed, unknown, ungenerated } = migrations;
  const rows = tables.map(({ name, rows, more }) => [name, `${more ? "more than " : ""}${rows}`]);
  const lines = [
    `${styled("bold", engine)}  ${formatBytes(size)}, answers in ${latency.toFixed(1)} ms`,
    styled("dim", place),
    "",
    ...(rows.length > 0 ? [table([["table", "rows"], ...rows]), ""] : []),
    ...applied.map((name) => marked("healthy", name)),
    ...pending.map((name) => marked("unhealthy", `${name} is pending`)),
    ...changed.map((name) => marked("unhealthy", `${name} was edited after it was applied`)),
  ];
  if (unknown > 0)
    lines.push(marked("warning", `The database is newer than this code, by ${unknown} migrations.`));
  if (ungenerated)
    lines.push(marked("unhealthy", "There are tables and no migrations: run `npm run db:generate`."));
  if (applied.length + pending.length + changed.length === 0 && !ungenerated)
    lines.push(marked("info", "There are no migrations."));
  lines.push(
    lastBackup
      ? `Last backup: ${lastBackup.takenAt}, ${formatBytes(lastBackup.size)}`
      : "There is no backup yet.",
  );
  if (pending.length > 0) lines.push("", `Run \`npx ${APP_NAME} db migrate\`.`);
  return lines.join("\n");
}
