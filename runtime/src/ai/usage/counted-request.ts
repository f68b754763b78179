import type { Logger } from "pino";
import { AppError } from "../../errors/index.ts";
import type { Budget } from "../budget/budget.ts";
import { type AiCaller, toOwner } from "../caller.ts";
import type { ProviderFault } from "../errors.ts";
import { toAiError } from "../provider-errors.ts";
import { findCost, type ModelPrice, type TokenCount } from "./prices.ts";
import type { UsageEntry } from "./usage-entry.ts";
import type { UsageStore } from "./usage-store.ts";

/** What requests to models are counted with. */
export interface MeterOptions {
  readonly budget: Budget;
  readonly usage: UsageStore;
  readonly prices: readonly ModelPrice[];
  readonly log: Logger;
  /** Milliseconds since 1970. */
  now(): number;
  createId(): string;
}

/** What requests are made for. */
export interface MeteredPurpose {
  readonly caller: AiCaller;
  /** "chat". */
  readonly action: string;
}

/** A request to one model. */
export interface MeteredRequest extends MeteredPurpose, ProviderFault {}

/** A token has about three characters in most languages; fewer are assumed than there may be, so that a reservation suffices. */
const CHARACTERS_PER_TOKEN = 3;

/** Estimates the tokens of a text, rather too many than too few. */
export const estimateTokens = (characters: number): number => Math.ceil(characters / CHARACTERS_PER_TOKEN);

/** A request whose budget is reserved. */
export type CountedRequest = Awaited<ReturnType<typeof beginRequest>>;

/**
 * Reserves the budget of a request to a model, before it is made.
 *
 * @param estimate what the request may use at most
 * @throws AppError `ai.budget-exceeded`, `ai.budget-unavailable`
 */
export async function beginRequest(
  { budget, usage, prices, log, now, createId }: MeterOptions,
  { caller, action, provider, model }: MeteredRequest,
  estimate: TokenCount,
) {
  const begin = now();
  const day = new Date(begin).toISOString().slice(0, 10);
  const costOf = (count: TokenCount) => findCost(prices, model, day, count);
  const toAmount = (count: TokenCount) => ({
    tokens: count.input + count.output,
    microUsd: costOf(count) ?? 0,
  });
  const reservation = await budget.reserve(caller, toAmount(estimate));
  let firstOutputMs: number | null = null;
  let outputCharacters = 0;
  let isEnded = false;

  async function write(
    outcome: UsageEntry["outcome"],
    count: TokenCount,
    error: string | null,
  ): Promise<void> {
    if (isEnded) return;
    isEnded = true;
    await reservation.settle(toAmount(count));
    const entry: UsageEntry = {
      id: createId(),
      at: new Date(begin).toISOString(),
      owner: toOwner(caller),
      action,
      model,
      inputTokens: count.input,
      outputTokens: count.output,
      costMicroUsd: costOf(count) ?? null,
      outcome,
      error,
      durationMs: now() - begin,
      firstOutputMs,
    };
    // What cannot be written down never fails a response.
    await usage
      .record(entry)
      .catch((fault: unknown) => log.warn({ err: fault }, "usage could not be written"));
  }

  return {
    sawOutput(characters = 0): void {
      firstOutputMs ??= now() - begin;
      outputCharacters += characters;
    },
    /** @param reported what the provider says that it used; estimated unless given */
    end: (outcome: "done" | "cancelled", reported?: TokenCount) =>
      write(outcome, reported ?? { ...estimate, output: estimateTokens(outputCharacters) }, null),
    async fail(error: unknown): Promise<void> {
      const own = toAiError(error, { provider, model });
      const isCancelled = !(own instanceof AppError);
      // A request that was refused costs nothing; one that broke off has cost what was seen of it.
      const count =
        firstOutputMs === null
          ? { input: 0, cachedInput: 0, output: 0 }
          : { ...estimate, output: estimateTokens(outputCharacters) };
      await write(isCancelled ? "cancelled" : "failed", count, isCancelled ? null : own.code);
    },
  };
}
