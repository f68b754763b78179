import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LoadKind } from "./load-test-task.ts";

/** Rounds of hashing: some five milliseconds of a processor. */
const ROUNDS = 2_000;

/** Bytes that are held at once. */
const HELD = 8_000_000;

/** Bytes that are written to a file and read back. */
const WRITTEN = 256_000;

/**
 * Spends a moment on one thing.
 *
 * @returns when it began and ended, in milliseconds since 1970
 */
export async function load(kind: LoadKind): Promise<{ startedAt: number; finishedAt: number }> {
  const startedAt = Date.now();
  await LOADS[kind]();
  return { startedAt, finishedAt: Date.now() };
}

const LOADS: Readonly<Record<LoadKind, () => Promise<void>>> = {
  async cpu() {
    let digest = Buffer.alloc(64);
    for (let round = 0; round < ROUNDS; round++) digest = createHash("sha512").update(digest).digest();
  },
  async io() {
    const folder = await mkdtemp(join(tmpdir(), "load-test-"));
    try {
      const file = join(folder, "written");
      await writeFile(file, randomBytes(WRITTEN));
      await readFile(file);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
  async memory() {
    // Filled, because pages that are never written to are no memory.
    const held = Array.from({ length: 8 }, (_, index) => Buffer.alloc(HELD / 8, index));
    held.toReversed().at(0)?.fill(1);
  },
};
