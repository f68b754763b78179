import { embedMany } from "ai";
import type { ModelRegistry } from "../models/model-registry.ts";
import { toAiError } from "../provider-errors.ts";

/** Texts that are to be embedded. */
export interface EmbeddingRequest {
  readonly texts: readonly string[];
  /** With its provider. */
  readonly model: string;
  readonly signal?: AbortSignal | undefined;
}

/** Embeds texts, each as a list of numbers. @throws AppError `ai.*` */
export async function embedTexts(
  registry: Pick<ModelRegistry, "findEmbeddingModel">,
  { texts, model, signal }: EmbeddingRequest,
): Promise<readonly number[][]> {
  const found = await registry.findEmbeddingModel(model);
  try {
    const { embeddings } = await embedMany({
      model: found.model,
      values: [...texts],
      ...(signal && { abortSignal: signal }),
    });
    return embeddings;
  } catch (error) {
    throw toAiError(error, { provider: found.provider, model });
  }
}
