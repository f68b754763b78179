import type { UsageEntry, UsageSummary, UsageTotals } from "../../ai/usage/index.ts";
import type { OverseerAi } from "../capabilities.ts";
import { attempt } from "./attempt.ts";
import type { Fault } from "./fault.ts";
import type { PageServices } from "./page-request.ts";

/** Days that the page shows, today among them. */
const SHOWN_DAYS = 30;

/** Rows of the table of days and models, the newest. */
const MAX_SHOWN_ROWS = 200;

const DAY_MS = 86_400_000;

/** Requests, and what they used. */
interface AiTotals {
  requests: number;
  failed: number;
  tokens: number;
  /** Of the requests whose price is known, in millionths of a US dollar; null where it is known of none of them. */
  costMicroUsd: number | null;
  unpricedRequests: number;
}

/** A day of the charts. */
export interface AiDay extends AiTotals {
  /** ISO 8601, in UTC. */
  day: string;
}

/** How far a budget is used. */
export interface AiBudget {
  used: { tokens: number; microUsd: number };
  /** `microUsd` is null where cost is not limited. */
  limit: { tokens: number; microUsd: number | null };
}

/** What the page of models shows. */
export interface AiPage {
  readAt: number;
  /** Null where no model answers unless a request names it. */
  model: string | null;
  isPersistent: boolean;
  usage: {
    today: AiTotals;
    /** Each day of the charts, the oldest first. */
    days: readonly AiDay[];
    /** The newest day first. */
    rows: readonly UsageTotals[];
    firstOutput: UsageSummary["firstOutput"];
    failures: readonly Pick<UsageEntry, "id" | "at" | "model" | "action" | "error" | "durationMs">[];
  } | null;
  budget: AiBudget | null;
  fault: Fault | null;
}

/** Null without models. @param now milliseconds since 1970 */
export async function loadAi(
  { capabilities: { ai } }: Pick<PageServices, "capabilities">,
  now: number = Date.now(),
): Promise<AiPage | null> {
  if (!ai) return null;
  const usage = await attempt(() => readUsage(ai, now));
  const budget = await attempt(() => readBudget(ai));
  return {
    readAt: now,
    model: ai.model ?? null,
    isPersistent: ai.isPersistent,
    usage: usage.value,
    budget: budget.value,
    fault: usage.fault ?? budget.fault,
  };
}

async function readUsage(ai: OverseerAi, now: number): Promise<AiPage["usage"]> {
  const days = Array.from({ length: SHOWN_DAYS }, (_, index) =>
    new Date(now - (SHOWN_DAYS - 1 - index) * DAY_MS).toISOString().slice(0, 10),
  );
  const { totals, firstOutput, failures } = await ai.usage(`${days[0]}T00:00:00.000Z`);
  const byDay = Map.groupBy(totals, ({ day }) => day);
  const shown = days.map((day) => ({ day, ...addUp(byDay.get(day) ?? []) }));
  return {
    today: shown.at(-1) ?? addUp([]),
    days: shown,
    rows: totals.toReversed().slice(0, MAX_SHOWN_ROWS),
    firstOutput,
    failures: failures.map(({ id, at, model, action, error, durationMs }) => ({
      id,
      at,
      model,
      action,
      error,
      durationMs,
    })),
  };
}

async function readBudget(ai: OverseerAi): Promise<AiBudget> {
  const { used, limit } = await ai.budget();
  return {
    used: { tokens: used.tokens, microUsd: used.microUsd },
    limit: { tokens: limit.tokens, microUsd: limit.microUsd ?? null },
  };
}

function addUp(totals: readonly UsageTotals[]): AiTotals {
  const sum = (read: (total: UsageTotals) => number) => totals.reduce((all, total) => all + read(total), 0);
  const requests = sum((total) => total.requests);
  const unpricedRequests = sum((total) => total.unpricedRequests);
  return {
    requests,
    failed: sum(({ failed }) => failed),
    tokens: sum(({ inputTokens, outputTokens }) => inputTokens + outputTokens),
    costMicroUsd:
      requests > 0 && unpricedRequests === requests ? null : sum(({ costMicroUsd }) => costMicroUsd ?? 0),
    unpricedRequests,
  };
}
