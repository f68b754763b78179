import type { RagStore } from "../store/rag-store.ts";
import type { VectorRow } from "../store/vector-pages.ts";
import { createBestMatches, type Scored } from "../vectors/best-matches.ts";
import { decodeVector, multiplyVectors } from "../vectors/vector-text.ts";

/**
 * Chunks that one search compares. Measured by `bench/rag.ts`: the 95th percentile over 10,000 chunks stands in the README; it grows with
 * their number. More chunks need the index of `ai rag index`.
 */
export const MAX_SEARCHED_CHUNKS = 20_000;

/** What a search compared a question with. */
export interface VectorSearch {
  /** The best first. */
  readonly matches: readonly Scored[];
  readonly searchedChunks: number;
  /** Whether there were more chunks than are compared. */
  readonly isLimited: boolean;
}

/** Which chunks to compare. */
export interface VectorQuery {
  readonly owners: readonly string[];
  readonly model: string;
  readonly vector: Float32Array;
  readonly limit: number;
  readonly signal?: AbortSignal | undefined;
}

/** Compares a vector with those of all chunks of these owners, up to a limit. The result is exact: no index guesses. */
export async function searchVectors(
  store: Pick<RagStore, "vectors">,
  { owners, model, vector, limit, signal }: VectorQuery,
): Promise<VectorSearch> {
  const best = createBestMatches(limit);
  let searchedChunks = 0;
  for (const owner of new Set(owners)) {
    for await (const page of store.vectors(owner, model)) {
      signal?.throwIfAborted();
      for (const row of page) {
        if (searchedChunks === MAX_SEARCHED_CHUNKS)
          return { matches: best.list(), searchedChunks, isLimited: true };
        searchedChunks++;
        const score = scoreOf(vector, row.vector);
        // What has nothing in common with a question does not answer it.
        if (score > 0) best.add({ id: row.id, score });
      }
    }
  }
  return { matches: best.list(), searchedChunks, isLimited: false };
}

/** Ranks some vectors, the best first. The result is exact for those that are given. */
export function rankVectors(
  rows: readonly VectorRow[],
  { vector, limit }: Pick<VectorQuery, "vector" | "limit">,
): readonly Scored[] {
  const best = createBestMatches(limit);
  for (const row of rows) {
    const score = scoreOf(vector, row.vector);
    if (score > 0) best.add({ id: row.id, score });
  }
  return best.list();
}

/** 0 for a vector that cannot be compared, such as one of another length. */
function scoreOf(vector: Float32Array, text: string): number {
  const other = decodeVector(text);
  return other?.length === vector.length ? multiplyVectors(vector, other) : 0;
}
