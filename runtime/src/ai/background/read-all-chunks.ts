import type { UIMessageChunk } from "ai";
import type { ResponseKey, ResponseStore } from "./response-store.ts";

/** Chunks that are read at once. */
export const CHUNKS_PER_READ = 500;

/** Everything that came of a response so far. */
export async function readAllChunks(
  store: Pick<ResponseStore, "readChunks">,
  key: ResponseKey,
): Promise<readonly UIMessageChunk[]> {
  const all: UIMessageChunk[] = [];
  for (;;) {
    const chunks = await store.readChunks(key, all.length, CHUNKS_PER_READ);
    all.push(...chunks);
    if (chunks.length < CHUNKS_PER_READ) return all;
  }
}
