import type { FoundChunk, RagStore } from "./store/rag-store.ts";
import { encodeVector } from "./vectors/vector-text.ts";

interface ReembedWork {
  readonly store: Pick<RagStore, "count" | "listStale" | "replaceVectors">;
  readonly model: string;
  readonly embed: (chunks: readonly FoundChunk[]) => Promise<readonly (readonly number[])[]>;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ((progress: { done: number; total: number }) => void | Promise<void>) | undefined;
}

/** Chunks that are embedded and stored at once: what is lost when a process ends in the middle. */
const CHUNKS_PER_BATCH = 64;

/** Embeds the chunks of other models again, batch by batch. @returns how many */
export async function reembedChunks({
  store,
  model,
  embed,
  signal,
  onProgress,
}: ReembedWork): Promise<number> {
  const { stale: total } = await store.count(model);
  let done = 0;
  let after = "";
  for (;;) {
    signal?.throwIfAborted();
    const chunks = await store.listStale(model, after, CHUNKS_PER_BATCH);
    const last = chunks.at(-1);
    if (last === undefined) return done;
    const vectors = await embed(chunks);
    const replaced = chunks.map(({ id }, index) => ({ id, vector: encodeVector(vectors[index] ?? []) }));
    await store.replaceVectors(model, replaced);
    after = last.id;
    done += chunks.length;
    await onProgress?.({ done, total: Math.max(total, done) });
  }
}
