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
  /** Aborts when the request has been ended, by whomever. */
  readonly over: AbortSignal;
}

/** A response for its reader. */
export interface ResponseStream {
  readonly chunks: ReadableStream<UIMessageChunk>;
  /** Resolves when the parts have ended, and `onEnd` has; never rejects. */
  readonly ended: Promise<void>;
}

/**
 * Turns the parts of a response into what its reader receives, in one step: each stream between two others costs time for each chunk. Once
 * the request has been ended, what remains is read even if no one asks for it, so that the end of the response is reached and stored.
 */
export function createResponseStream({
  parts,
  toChunk,
  onEnd,
  leave,
  over,
}: ResponseStreamOptions): ResponseStream {
  const ended = Promise.withResolvers<void>();
  let reading = Promise.resolve();
  let finishing: Promise<void> | undefined;
  let isLeft = false;
  let isEnding = false;

  async function next(): Promise<UIMessageChunk | undefined> {
    for (let part = await parts.read(); part !== undefined; part = await parts.read()) {
      const chunk = toChunk(part);
      if (chunk !== undefined) return chunk;
    }
    return undefined;
  }

  async function read(controller: ReadableStreamDefaultController<UIMessageChunk>): Promise<void> {
    const enqueue = (chunk: UIMessageChunk | undefined): void => {
      if (chunk !== undefined && !isLeft) controller.enqueue(chunk);
    };
    try {
      const chunk = await next();
      if (chunk !== undefined) return enqueue(chunk);
    } catch (error) {
      enqueue(toChunk({ type: "error", error }));
    }
    isEnding = true;
    await onEnd();
    ended.resolve();
    if (!isLeft) controller.close();
  }

  const chunks = new ReadableStream<UIMessageChunk>(
    {
      start(controller) {
        const readRest = async (): Promise<void> => {
          while (!isEnding) await read(controller);
        };
        const finish = (): void => {
          finishing ??= reading.then(readRest);
        };
        if (over.aborted) finish();
        else over.addEventListener("abort", finish, { once: true });
        void ended.promise.then(() => over.removeEventListener("abort", finish));
      },
      pull(controller) {
        reading = finishing ?? read(controller);
        return reading;
      },
      cancel() {
        isLeft = true;
        leave();
      },
    },
    { highWaterMark: 0 },
  );
  return { chunks, ended: ended.promise };
}
