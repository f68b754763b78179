import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4Middleware,
  LanguageModelV4StreamPart,
  LanguageModelV4Usage,
} from "@ai-sdk/provider";
import { wrapLanguageModel } from "ai";
import type { Logger } from "pino";
import { AppError } from "../../errors/index.ts";
import type { Budget } from "../budget/budget.ts";
import { type AiCaller, toOwner } from "../caller.ts";
import type { ProviderFault } from "../errors.ts";
import type { FoundModel } from "../models/model-registry.ts";
import { toAiError } from "../provider-errors.ts";
import { findCost, type ModelPrice, type TokenCount } from "./prices.ts";
import type { UsageEntry, UsageStore } from "./usage-store.ts";

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

interface MeteredRequest extends MeteredPurpose, ProviderFault {}

/** A token has about three characters in most languages; fewer are assumed than there may be, so that a reservation suffices. */
const CHARACTERS_PER_TOKEN = 3;

/** Reserved for an answer whose length is not limited. */
const DEFAULT_OUTPUT_TOKENS = 4_096;

const countCharacters = (characters: number): number => Math.ceil(characters / CHARACTERS_PER_TOKEN);

/**
 * Counts every request to a model: its budget is reserved before it is made and settled after it, and a row says what it used. It stands
 * between the SDK and the provider, so each step of a tool loop and each retry counts for itself.
 */
export function createMeteredModel(
  options: MeterOptions,
  purpose: MeteredPurpose,
  { name, provider, model }: FoundModel<LanguageModelV4>,
): LanguageModelV4 {
  const request = { ...purpose, provider, model: name };
  const middleware: LanguageModelV4Middleware = {
    specificationVersion: "v4",
    wrapGenerate: async ({ doGenerate, params }) => {
      const counted = await beginRequest(options, request, params);
      try {
        const result = await doGenerate();
        counted.sawOutput();
        await counted.end("done", result.usage);
        return result;
      } catch (error) {
        await counted.fail(error);
        throw error;
      }
    },
    wrapStream: async ({ doStream, params }) => {
      const counted = await beginRequest(options, request, params);
      try {
        const result = await doStream();
        return { ...result, stream: countStream(result.stream, counted) };
      } catch (error) {
        await counted.fail(error);
        throw error;
      }
    },
  };
  return wrapLanguageModel({ model, middleware });
}

type CountedRequest = Awaited<ReturnType<typeof beginRequest>>;

async function beginRequest(
  { budget, usage, prices, log, now, createId }: MeterOptions,
  { caller, action, provider, model }: MeteredRequest,
  params: LanguageModelV4CallOptions,
) {
  const begin = now();
  const day = new Date(begin).toISOString().slice(0, 10);
  const costOf = (count: TokenCount) => findCost(prices, model, day, count);
  const estimate: TokenCount = {
    input: countCharacters(JSON.stringify([params.prompt, params.tools ?? []]).length),
    cachedInput: 0,
    output: params.maxOutputTokens ?? DEFAULT_OUTPUT_TOKENS,
  };
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
    end: (outcome: "done" | "cancelled", reported?: LanguageModelV4Usage) =>
      write(outcome, readUsage(reported) ?? { ...estimate, output: countCharacters(outputCharacters) }, null),
    async fail(error: unknown): Promise<void> {
      const own = toAiError(error, { provider, model });
      const isCancelled = !(own instanceof AppError);
      // A request that was refused costs nothing; one that broke off has cost what was seen of it.
      const count =
        firstOutputMs === null
          ? { input: 0, cachedInput: 0, output: 0 }
          : { ...estimate, output: countCharacters(outputCharacters) };
      await write(isCancelled ? "cancelled" : "failed", count, isCancelled ? null : own.code);
    },
  };
}

function readUsage(usage: LanguageModelV4Usage | undefined): TokenCount | undefined {
  const input = usage?.inputTokens.total;
  const output = usage?.outputTokens.total;
  if (input === undefined || output === undefined) return undefined;
  return { input, cachedInput: usage?.inputTokens.cacheRead ?? 0, output };
}

/** Passes a stream on and counts it, however it ends: whole, broken off, or given up by its reader. */
function countStream(
  stream: ReadableStream<LanguageModelV4StreamPart>,
  counted: CountedRequest,
): ReadableStream<LanguageModelV4StreamPart> {
  const reader = stream.getReader();
  return new ReadableStream<LanguageModelV4StreamPart>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (done) {
            await counted.end("done");
            return controller.close();
          }
          // To wait for each of many texts would cost more than to count it.
          const writing = count(value, counted);
          if (writing !== undefined) await writing;
          controller.enqueue(value);
        } catch (error) {
          // As a part and not as the end of the stream: then the SDK keeps what came before.
          await counted.fail(error);
          controller.enqueue({ type: "error", error });
          controller.close();
        }
      },
      async cancel(reason) {
        await counted.end("cancelled");
        await reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}

function count(part: LanguageModelV4StreamPart, counted: CountedRequest): Promise<void> | undefined {
  if (part.type === "text-delta" || part.type === "reasoning-delta" || part.type === "tool-input-delta")
    counted.sawOutput(part.delta.length);
  else if (part.type === "tool-call") counted.sawOutput();
  else if (part.type === "finish") return counted.end("done", part.usage);
  else if (part.type === "error") return counted.fail(part.error);
  return undefined;
}
