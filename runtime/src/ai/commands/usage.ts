import { AppError } from "../../errors/index.ts";
import { formatTable, printResult } from "../../terminal/index.ts";
import { toOwner } from "../caller.ts";
import type { UsageEntry } from "../usage/usage-store.ts";
import { MEMORY_NOTE } from "./conversations.ts";
import { findCommandCaller } from "./find-caller.ts";
import type { AiCommandOptions, CallerOptions } from "./options.ts";
import { formatCost, summariseUsage, toDay, type UsageTotals } from "./summarise-usage.ts";

const DAY_MS = 86_400_000;
const MAX_DAYS = 366;

/** Shows requests, tokens and cost by day and model: those of an account where one is named, else all of the application. */
export async function usage(
  options: AiCommandOptions,
  given: CallerOptions & { readonly days: string },
): Promise<void> {
  const days = parseDays(given.days);
  const owner = given.user === undefined ? undefined : toOwner(await findCommandCaller(options, given));
  const today = toDay(new Date(options.now()).toISOString());
  const since = new Date(Date.parse(today) - (days - 1) * DAY_MS).toISOString();
  const rows = summariseUsage(await options.usage.list({ since, owner }));
  printResult(given.json, { since, usage: rows }, () => {
    if (rows.length > 0) return formatUsage(rows);
    const none = `There were no requests since ${toDay(since)}.`;
    return options.isPersistent ? none : `${none} ${MEMORY_NOTE}`;
  });
}

/** The requests of one session at a terminal, in a sentence. */
export function formatSessionUsage(entries: readonly UsageEntry[]): string {
  const rows = summariseUsage(entries);
  return rows.length === 0 ? "There were no requests yet." : formatUsage(rows);
}

const formatUsage = (rows: readonly UsageTotals[]): string =>
  formatTable([
    ["DAY", "MODEL", "REQUESTS", "FAILED", "TOKENS IN", "TOKENS OUT", "COST"],
    ...rows.map((row) => [
      row.day,
      row.model,
      String(row.requests),
      String(row.failed),
      String(row.inputTokens),
      String(row.outputTokens),
      formatCost(row),
    ]),
  ]);

function parseDays(text: string): number {
  const days = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (days >= 1 && days <= MAX_DAYS) return days;
  throw new AppError({
    code: "cli.usage",
    category: "invalid",
    message: `--days ${text} is not valid.`,
    hint: `Give a whole number from 1 to ${MAX_DAYS}.`,
  });
}
