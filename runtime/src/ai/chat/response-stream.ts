import type { TextStreamPart, ToolSet, UIMessageChunk } from "ai";
import type { PartReader } from "./started-stream.ts";

/** What a response is read with. */
export interface ResponseStreamOptions {
  readonly parts: PartReader;
  /** What the reader receives of a part; undefined where that is nothing. */
  toChunk(part: TextStreamPart<ToolSet>): UIMessageChunk | undefined;
  /** Called once, when the parts have ended, whole or not. It never rejects. */
  onEnd(): Promise<void>;
  /** Ends the request of the response, since its reader has left. */
  leave(): void;
}

/** A response for its reader. */
export interface ResponseStream {
  readonly chunks: ReadableStream<UIMessageChunk>;
  /** Resolves when the parts have ended, and `onEnd` has; never rejects. */
  readonly ended: Promise<void>;
}

/**
 * Turns the parts of a response into what its reader receives, in one step: each stream between two others costs time for each chunk. When
 * the reader leaves, what remains is read nevertheless, so that the end of the response is reached and stored.
 */
export function createResponseStream({
  parts,
  toChunk,
  onEnd,
  leave,
}: ResponseStreamOptions): ResponseStream {
  const ended = Promise.withResolvers<void>();
  let isLeft = false;
  let isEnding = false;

  async function next(): Promise<UIMessageChunk | undefined> {
    for (let part = await parts.read(); part !== undefined; part = await parts.read()) {
      const chunk = toChunk(part);
      if (chunk !== undefined) return chunk;
    }
    return undefined;
  }

  async function end(): Promise<void> {
    if (isEnding) return ended.promise;
    isEnding = true;
    await onEnd();
    ended.resolve();
  }

  async function drain(): Promise<void> {
    try {
      while ((await next()) !== undefined);
    } catch {
      // It ended with an error that its reader would have received.
    }
    await end();
  }

  const chunks = new ReadableStream<UIMessageChunk>(
    {
      async pull(controller) {
        const enqueue = (chunk: UIMessageChunk | undefined): void => {
          if (chunk !== undefined && !isLeft) controller.enqueue(chunk);
        };
        try {
          const chunk = await next();
          if (chunk !== undefined) return enqueue(chunk);
        } catch (error) {
          enqueue(toChunk({ type: "error", error }));
        }
        await end();
        if (!isLeft) controller.close();
      },
      cancel() {
        isLeft = true;
        leave();
        void drain();
      },
    },
    { highWaterMark: 0 },
  );
  return { chunks, ended: ended.promise };
}
