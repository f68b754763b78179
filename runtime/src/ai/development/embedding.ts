import { hash } from "node:crypto";

/** Few enough to compare thousands quickly, enough that two words seldom share one. */
const EMBEDDING_DIMENSIONS = 256;

/**
 * Embeds a text by its words: each word adds to one dimension, and the whole has the length one. Texts with the same words are near each other,
 * whatever they mean.
 */
export function createEmbedding(text: string): number[] {
  const vector = new Array<number>(EMBEDDING_DIMENSIONS).fill(0);
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    const digest = hash("sha1", word, "buffer");
    const dimension = digest.readUInt16BE(0) % EMBEDDING_DIMENSIONS;
    vector[dimension] = (vector[dimension] ?? 0) + 1;
  }
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}
