import type { AiStores } from "./stores/ai-stores.ts";

const DAY_MS = 86_400_000;

/** Budgets count one day. A week shows an operator how they were used, and no request that is settled later lasts that long. */
const BUDGET_RETENTION_DAYS = 7;

/** What a worker has answered is in its conversation. A day is longer than one waits or runs. */
const RESPONSE_RETENTION_DAYS = 1;

/** What rows are deleted with. */
export interface DeleteExpiredOptions {
  readonly stores: AiStores;
  /** How long conversations and usage are kept; 0 keeps them. */
  readonly retentionDays: number;
  /** Milliseconds since 1970. */
  now(): number;
}

/** How many rows were deleted. */
export interface DeletedAiRows {
  /** Each with its messages. */
  readonly conversations: number;
  readonly usageEntries: number;
  readonly approvals: number;
  /** Of one budget and one day each. */
  readonly budgetDays: number;
  /** Answers of workers, as they were streamed. */
  readonly responses: number;
}

/** Deletes conversations and usage that are older than the retention, expired approvals, what was counted on past days, and what workers streamed. */
export async function deleteExpired({
  stores: { conversations, usage, approvals, budgets, responses },
  retentionDays,
  now,
}: DeleteExpiredOptions): Promise<DeletedAiRows> {
  const time = now();
  const before = (days: number) => new Date(time - days * DAY_MS).toISOString();
  const isRetained = retentionDays === 0;
  return {
    conversations: isRetained ? 0 : await conversations.deleteOlderThan(before(retentionDays)),
    usageEntries: isRetained ? 0 : await usage.deleteOlderThan(before(retentionDays)),
    approvals: await approvals.deleteExpired(before(0)),
    budgetDays: await budgets.deleteBefore(before(BUDGET_RETENTION_DAYS).slice(0, 10)),
    responses: await responses.deleteOlderThan(before(RESPONSE_RETENTION_DAYS)),
  };
}
