import type { UIMessageChunk } from "ai";
import type { ChatStream } from "../chat/chat-service.ts";
import type { BackgroundOptions } from "./background-options.ts";
import type { BrokenResponses } from "./broken-responses.ts";
import { CHUNKS_PER_READ } from "./read-all-chunks.ts";
import type { BackgroundResponse } from "./response-store.ts";
import { waitByTimer } from "./wait.ts";

/** How soon a chunk that a worker has written is read. */
const READ_INTERVAL_MS = 250;

/**
 * Streams a response from its first chunk on, and then as its worker writes it, to any number of readers. A reader that leaves does not
 * end it.
 */
export function followResponse(
  { responses, wait = waitByTimer }: Pick<BackgroundOptions, "responses" | "wait">,
  { endIfBroken }: Pick<BrokenResponses, "endIfBroken">,
  response: BackgroundResponse,
): ChatStream {
  const ended = Promise.withResolvers<void>();
  const left = new AbortController();
  const unread: UIMessageChunk[] = [];
  let position = 0;
  let isOver = false;
  let hasReadAll = false;

  async function readMore(): Promise<void> {
    // What there was has been read: the next chunks take a moment.
    if (hasReadAll) await wait(READ_INTERVAL_MS, left.signal);
    if (left.signal.aborted) return;
    // Before its chunks: those of a response that has ended are complete.
    const found = await responses.read(response);
    const chunks = await responses.readChunks(response, position, CHUNKS_PER_READ);
    position += chunks.length;
    unread.push(...chunks);
    hasReadAll = chunks.length < CHUNKS_PER_READ;
    if (!hasReadAll || found?.state === "queued") return;
    // The next read has the error with which it was ended.
    if (found?.state === "running") return void (await endIfBroken(found));
    isOver = true;
    if (found?.state !== "ended") unread.push({ type: "abort" });
  }

  const chunks = new ReadableStream<UIMessageChunk>(
    {
      async pull(controller) {
        while (unread.length === 0 && !isOver && !left.signal.aborted) await readMore();
        if (left.signal.aborted) return;
        const chunk = unread.shift();
        if (chunk !== undefined) return controller.enqueue(chunk);
        controller.close();
        ended.resolve();
      },
      cancel() {
        left.abort();
        ended.resolve();
      },
    },
    { highWaterMark: 0 },
  );
  const { conversation, model } = response;
  return { conversation, model, chunks, ended: ended.promise };
}
