import type { UIMessageChunk } from "ai";
import type { ResponseKey, ResponseStore } from "./response-store.ts";
import { type Wait, waitByTimer } from "./wait.ts";

/** How long a chunk waits for others that are written with it. */
const WRITE_INTERVAL_MS = 200;

/** Chunks that are written at once. */
const MAX_BATCH_CHUNKS = 50;

/** How often a worker shows that it is alive, and finds out that it was cancelled, while nothing comes. */
const HEARTBEAT_INTERVAL_MS = 1_000;

/** What chunks are written with. */
export interface ChunkWriterOptions {
  readonly responses: Pick<ResponseStore, "append" | "end">;
  readonly key: ResponseKey;
  /** Called once, when the response was cancelled or deleted, or cannot be written: the rest is not needed. */
  leave(): void;
  /** Milliseconds since 1970. */
  now(): number;
  readonly wait?: Wait | undefined;
}

/** Writes the chunks of a response in batches. */
export interface ChunkWriter {
  /** Adds a chunk. Where a batch is full it waits until that is written. @throws what the store throws */
  add(chunk: UIMessageChunk): Promise<void>;
  /** Writes what is left, and ends the response. @throws what the store throws */
  end(): Promise<void>;
}

/** Creates a writer, which shows at once and until its end that the response has a worker. */
export function createChunkWriter({
  responses,
  key,
  leave,
  now,
  wait = waitByTimer,
}: ChunkWriterOptions): ChunkWriter {
  const over = new AbortController();
  let pending: UIMessageChunk[] = [];
  let isLeft = false;
  let flushedAt = now();
  /** One batch is written after the other. */
  let writing = Promise.resolve();

  const getTime = () => new Date(now()).toISOString();

  async function writeBatch(): Promise<void> {
    if (isLeft) return;
    const batch = pending;
    pending = [];
    flushedAt = now();
    if ((await responses.append(key, batch, getTime())) === "running") return;
    isLeft = true;
    leave();
  }

  function flush(): Promise<void> {
    writing = writing.then(writeBatch);
    return writing;
  }

  async function writeRegularly(): Promise<void> {
    while (!over.signal.aborted) {
      await wait(WRITE_INTERVAL_MS, over.signal);
      if (over.signal.aborted) return;
      if (pending.length > 0 || now() - flushedAt >= HEARTBEAT_INTERVAL_MS) await flush();
    }
  }

  // The error itself is thrown by what awaits the next batch, or the end.
  writeRegularly().catch(leave);

  return {
    async add(chunk) {
      if (isLeft) return;
      pending.push(chunk);
      if (pending.length >= MAX_BATCH_CHUNKS) await flush();
    },
    async end() {
      over.abort();
      await writing;
      if (!isLeft) await responses.end(key, { state: "ended", chunks: pending, at: getTime() });
    },
  };
}
