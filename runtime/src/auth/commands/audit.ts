import type { CommandModule } from "../../commands/index.ts";
import { AppError } from "../../errors/index.ts";
import { formatTable, print, printJson, styled } from "../../terminal/index.ts";
import type { AuditEntry } from "../audit/audit-report.ts";
import type { AuditLog } from "../auth.ts";

interface Options {
  readonly json?: boolean;
  readonly limit: string;
  readonly before?: string;
  readonly search?: string;
}

/** `ops audit`: lists the entries of the audit log. */
export const createAuditCommand = (audit: Pick<AuditLog, "list">): CommandModule => ({
  mutates: { list: false },
  configure(command) {
    command
      .command("list")
      .description("List the entries of the audit log, newest first")
      .option("--limit <number>", "the maximum number of entries", "50")
      .option("--search <text>", "only those with this in the actor, the action or the target")
      .option("--before <id>", "those before this one")
      .option("--json", "answer in JSON")
      .action((given: Options) => listEntries(audit, given));
  },
});

async function listEntries(
  audit: Pick<AuditLog, "list">,
  { json, limit, before, search }: Options,
): Promise<void> {
  if (!/^[1-9]\d{0,3}$/.test(limit)) throw createLimitError(limit);
  const report = await audit.list({ limit: Number(limit), before, search });
  if (json) return printJson(report);
  if (report.entries.length === 0)
    return print("There are no entries yet. Changes that operators make are recorded here.");
  const headings = ["at", "actor", "action", "target", "outcome", "from"];
  print(formatTable([headings, ...report.entries.map(toRow)], dimFirst));
  if (report.more) print(`\nThere are older ones: --before ${report.entries.at(-1)?.id} shows them.`);
}

const toRow = ({ at, actor, action, target, outcome, address }: AuditEntry): string[] => [
  at,
  actor,
  action,
  target ?? "",
  outcome,
  address ?? "",
];

const dimFirst = (cell: string, column: number) => (column === 0 ? styled("dim", cell) : cell);

const createLimitError = (limit: string) =>
  new AppError({
    code: "cli.usage",
    category: "invalid",
    message: `--limit ${limit} is not valid.`,
    hint: "Give a whole number up to 9999.",
  });
