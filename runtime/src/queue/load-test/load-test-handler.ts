import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Handler, handle } from "../work/handler.ts";
import { type LoadKind, loadTestTask } from "./load-test-task.ts";

/** About five milliseconds of a processor. */
const HASH_ROUNDS = 2_000;

/** Memory that is allocated at once. */
const ALLOCATED_BYTES = 8_000_000;

/** What is written to a file and read back. */
const FILE_BYTES = 256_000;

/**
 * Uses one resource of the machine for a moment.
 *
 * @returns when it started and ended, in milliseconds since 1970
 */
async function load(kind: LoadKind): Promise<{ startedAt: number; finishedAt: number }> {
  const startedAt = Date.now();
  await LOAD_BY_KIND[kind]();
  return { startedAt, finishedAt: Date.now() };
}

const LOAD_BY_KIND: Readonly<Record<LoadKind, () => Promise<void>>> = {
  async cpu() {
    let digest = Buffer.alloc(64);
    for (let round = 0; round < HASH_ROUNDS; round++) digest = createHash("sha512").update(digest).digest();
  },
  async io() {
    const folder = await mkdtemp(join(tmpdir(), "load-test-"));
    try {
      const file = join(folder, "written");
      await writeFile(file, randomBytes(FILE_BYTES));
      await readFile(file);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
  async memory() {
    // Filled, because the system provides no memory for pages that are never written to.
    const held = Array.from({ length: 8 }, (_, index) => Buffer.alloc(ALLOCATED_BYTES / 8, index));
    held.toReversed().at(0)?.fill(1);
  },
};

/** The handler of a load test's tasks. */
export const loadTestHandler: Handler = handle(loadTestTask, ({ kind }) => load(kind));
