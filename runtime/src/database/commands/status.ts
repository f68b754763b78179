import { formatBytes, formatCommand, formatScript } from "../../format/index.ts";
import { formatStatus, formatTable, print, printJson, styled } from "../../terminal/index.ts";
import type { DatabaseReport } from "../reports/index.ts";
import type { DatabaseCommandOptions, GivenOptions } from "./options.ts";

/** Ends with 1 when the application could not work with the database as it is. */
export async function status<Db extends object>(
  { database, name }: DatabaseCommandOptions<Db>,
  { json }: GivenOptions,
): Promise<void> {
  const report = await database.status();
  const { pending, changed, ungenerated } = report.migrations;
  if (json) printJson(report);
  else print(formatReport(report, name));
  process.exitCode = pending.length + changed.length > 0 || ungenerated ? 1 : 0;
}

function formatReport(
  { engine, place, latency, size, tables, migrations, lastBackup }: DatabaseReport,
  name: string,
): string {
  const { applied, pending, changed, unknown, ungenerated } = migrations;
  const rows = tables.map(({ name: table, rows, more }) => [table, `${more ? "more than " : ""}${rows}`]);
  const lines = [
    `${styled("bold", engine)}  ${formatBytes(size)}, responds in ${latency.toFixed(1)} ms`,
    styled("dim", place),
    "",
    ...(rows.length > 0 ? [formatTable([["table", "rows"], ...rows]), ""] : []),
    ...applied.map((migration) => formatStatus("healthy", migration)),
    ...pending.map((migration) => formatStatus("unhealthy", `${migration} is pending`)),
    ...changed.map((migration) => formatStatus("unhealthy", `${migration} was edited after it was applied`)),
  ];
  if (unknown > 0)
    lines.push(formatStatus("warning", `The database is newer than this code, by ${unknown} migrations.`));
  if (ungenerated)
    lines.push(
      formatStatus(
        "unhealthy",
        `There are tables and no migrations: run \`${formatScript("db:generate")}\`.`,
      ),
    );
  if (applied.length + pending.length + changed.length === 0 && !ungenerated)
    lines.push(formatStatus("info", "There are no migrations."));
  lines.push(
    lastBackup
      ? `Last backup: ${lastBackup.takenAt}, ${formatBytes(lastBackup.size)}`
      : "There is no backup yet.",
  );
  if (pending.length > 0) lines.push("", `Run \`${formatCommand(`${name} db migrate`)}\`.`);
  return lines.join("\n");
}
