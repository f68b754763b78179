import type { AiService } from "../ai-service.ts";
import type { EmbedRequest } from "../embeddings/embed-texts.ts";
import { createUnusableVectorsError } from "./errors.ts";

/** Texts of one request: providers limit its tokens, and its budget is reserved as a whole. */
const TEXTS_PER_REQUEST = 64;

/**
 * Embeds any number of texts in batches, one after the other.
 *
 * @throws AppError `ai.vectors-unusable`, or why a batch could not be embedded
 */
export async function embedInBatches(
  embed: AiService["embed"],
  { texts, ...request }: EmbedRequest,
): Promise<readonly (readonly number[])[]> {
  const vectors: (readonly number[])[] = [];
  for (let from = 0; from < texts.length; from += TEXTS_PER_REQUEST) {
    request.signal?.throwIfAborted();
    const batch = texts.slice(from, from + TEXTS_PER_REQUEST);
    const embedded = await embed({ ...request, texts: batch });
    if (embedded.length !== batch.length || !embedded.every(isUsable))
      throw createUnusableVectorsError(request.model);
    vectors.push(...embedded);
  }
  return vectors;
}

const isUsable = (vector: readonly number[]): boolean => vector.length > 0 && vector.every(Number.isFinite);
