import { AppError } from "../../errors/index.ts";
import { formatTable, printResult } from "../../terminal/index.ts";
import { findFirstDay } from "../usage/first-day.ts";
import type { UsageSummary } from "../usage/usage-summary.ts";
import { MEMORY_NOTE } from "./conversations.ts";
import { findCommandCaller } from "./find-caller.ts";
import { formatCost } from "./format-cost.ts";
import type { AiCommandOptions, CallerOptions } from "./options.ts";

const MAX_DAYS = 366;
const DAY_CHARACTERS = "2026-01-01".length;

/** Shows requests, tokens and cost by day and model: those of an account where one is named, else all of the application. */
export async function usage(
  options: AiCommandOptions,
  given: CallerOptions & { readonly days: string },
): Promise<void> {
  const days = parseDays(given.days);
  const caller = given.user === undefined ? undefined : await findCommandCaller(options, given);
  const since = findFirstDay(options.now(), days);
  const summary = await options.service.usageSummary(since, caller);
  printResult(given.json, { since, usage: summary.totals }, () => {
    if (summary.totals.length > 0) return formatUsage(summary);
    const none = `There were no requests since ${since.slice(0, DAY_CHARACTERS)}.`;
    return options.isPersistent ? none : `${none} ${MEMORY_NOTE}`;
  });
}

/** The requests of one session at a terminal. */
export const formatSessionUsage = (summary: UsageSummary): string =>
  summary.totals.length === 0 ? "There were no requests yet." : formatUsage(summary);

const formatUsage = ({ totals }: UsageSummary): string =>
  formatTable([
    ["DAY", "MODEL", "REQUESTS", "FAILED", "TOKENS IN", "TOKENS OUT", "COST"],
    ...totals.map((row) => [
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
