import { embedMany } from "ai";
import type { AiCaller } from "../caller.ts";
import type { ChatServiceOptions } from "../chat/chat-service.ts";
import { createPromptTooLongError } from "../errors.ts";
import { MAX_PROMPT_CHARACTERS } from "../objects/generate-object.ts";
import { toAiError } from "../provider-errors.ts";
import { createMeteredEmbedding } from "../usage/metered-embedding.ts";
import { startRequestTimer } from "../usage/request-timer.ts";

/** Asks for the vectors of texts. */
export interface EmbedRequest {
  readonly caller: AiCaller;
  /** What it is for, in usage: "search-documents". */
  readonly action: string;
  readonly texts: readonly string[];
  /** The model that embeds, with its provider. */
  readonly model: string;
  readonly signal?: AbortSignal | undefined;
}

/** Embeds texts, each as a list of numbers, in the order of the texts. @throws AppError `ai.*` */
export async function embedTexts(
  options: ChatServiceOptions,
  { caller, action, texts, model, signal }: EmbedRequest,
): Promise<readonly (readonly number[])[]> {
  if (texts.some(({ length }) => length > MAX_PROMPT_CHARACTERS))
    throw createPromptTooLongError(MAX_PROMPT_CHARACTERS);
  const { limits, registry } = options;
  const found = await registry.findEmbeddingModel(model);
  const timer = startRequestTimer(signal, limits.timeoutMs);
  try {
    const embedding = embedMany({
      model: createMeteredEmbedding(options, { caller, action }, found),
      values: [...texts],
      providerOptions: found.options,
      abortSignal: timer.signal,
    });
    return (await timer.wait(embedding)).embeddings;
  } catch (error) {
    throw toAiError(error, { provider: found.provider, model: found.name });
  } finally {
    timer.end();
  }
}
