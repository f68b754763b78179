import { createHash } from "node:crypto";

/**
 * How many milliseconds after its tick a job with jitter starts. Drawn from the job and the tick rather than at
 * random, so that all schedulers agree on it and none is always the first.
 *
 * @returns 0 up to, not including, `jitter`
 */
export function computeJitter(id: string, tick: number, jitter: number): number {
  if (jitter === 0) return 0;
  const drawn = createHash("sha256").update(`${id} ${tick}`).digest().readUInt32BE() / 2 ** 32;
  return Math.floor(drawn * jitter);
}
