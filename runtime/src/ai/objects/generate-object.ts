import { generateText, Output } from "ai";
import type { z } from "zod";
import type { AiCaller } from "../caller.ts";
import type { ChatServiceOptions } from "../chat/chat-service.ts";
import { createPromptTooLongError } from "../errors.ts";
import { toAiError } from "../provider-errors.ts";
import { createMeteredModel } from "../usage/metered-model.ts";
import { startRequestTimer } from "../usage/request-timer.ts";

/** Asks for an object instead of a text. */
export interface ObjectRequest<Schema extends z.ZodType> {
  readonly caller: AiCaller;
  /** What it is for, in usage: "summarise-order". */
  readonly action: string;
  readonly schema: Schema;
  readonly prompt: string;
  /** What the model receives before. */
  readonly instructions?: string | undefined;
  readonly model?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Longer than any document that a model reads at once. */
export const MAX_PROMPT_CHARACTERS = 400_000;

/** Has a model fill in an object. @throws AppError `ai.schema-ignored` when it does not fit the schema, else `ai.*` */
export async function generateObject<Schema extends z.ZodType>(
  options: ChatServiceOptions,
  { caller, action, schema, prompt, instructions, model, signal }: ObjectRequest<Schema>,
): Promise<z.output<Schema>> {
  if (prompt.length > MAX_PROMPT_CHARACTERS) throw createPromptTooLongError(MAX_PROMPT_CHARACTERS);
  const { limits, registry } = options;
  const found = await registry.findModel(model);
  const timer = startRequestTimer(signal, limits.timeoutMs);
  try {
    const generated = generateText({
      model: createMeteredModel(options, { caller, action }, found),
      prompt,
      output: Output.object({ schema }),
      maxOutputTokens: limits.maxOutputTokens,
      providerOptions: found.options,
      abortSignal: timer.signal,
      ...(instructions !== undefined && { instructions }),
    });
    return schema.parse((await timer.wait(generated)).output);
  } catch (error) {
    throw toAiError(error, { provider: found.provider, model: found.name });
  } finally {
    timer.end();
  }
}
