import type { Command } from "@aegis-stack/runtime/commands";
import { AppError } from "@aegis-stack/runtime/errors";
import { formatTable, print, printJson, styled } from "@aegis-stack/runtime/terminal";
import { database } from "#app/core/database.ts";
import { log } from "#app/core/log.ts";
import { AuditService } from "#app/services/auth/audit/audit-service.ts";
import type { AuditEntry } from "#app/services/auth/audit/report.ts";

interface Options {
  json?: boolean;
  limit: string;
  before?: string;
  search?: string;
}

export const mutates = { list: false };

export function configure(command: Command): void {
  command
    .command("list")
    .description("List the entries of the audit log, newest first")
    .option("--limit <number>", "so many at the most", "50")
    .option("--search <text>", "those with this in who did it, in the action or in what it was done to")
    .option("--before <id>", "those before this one")
    .option("--json", "answer in JSON")
    .action(list);
}

async function list({ json, limit, before, search }: Options): Promise<void> {
  if (!/^[1-9]\d{0,3}$/.test(limit)) throw wrong(limit);
  try {
    const report = await new AuditService({ db: database.db, log }).list({
      limit: Number(limit),
      before,
      search,
    });
    if (json) return printJson(report);
    if (report.entries.length === 0) return print("Nothing yet. What operators change is kept here.");
    print(
      formatTable([["at", "who", "what", "of what", "outcome", "from"], ...report.entries.map(rowOf)], dim),
    );
    if (report.more) print(`\nThere are older ones: --before ${report.entries.at(-1)?.id} shows them.`);
  } finally {
    await database.close();
  }
}

const rowOf = ({ at, actor, action, target, outcome, address }: AuditEntry): string[] => [
  at,
  actor,
  action,
  target ?? "",
  outcome,
  address ?? "",
];

const dim = (cell: string, column: number) => (column === 0 ? styled("dim", cell) : cell);

const wrong = (limit: string) =>
  new AppError({
    code: "cli.usage",
    category: "invalid",
    message: `--limit ${limit} is not valid.`,
    hint: "Give a whole number up to 9999.",
  });
