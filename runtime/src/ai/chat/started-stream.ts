import type { TextStreamPart, ToolSet } from "ai";

/** What comes before a model has said anything. */
const OPENING_PARTS = new Set(["start", "start-step"]);

type Part = TextStreamPart<ToolSet>;

/**
 * Waits until a stream has begun to response, and returns it from its first part. A refusal of the budget or of the provider is thrown then,
 * while a response can still have its status. An answer that is given up although its reader has not left has taken too long: the
 * returned stream tells it as an error, too.
 *
 * @param leaving aborts when the reader has left
 * @throws what the first part reports, when it is an error
 */
export async function waitForStart(
  stream: ReadableStream<Part>,
  leaving: AbortSignal,
): Promise<ReadableStream<Part>> {
  const reader = stream.getReader();
  const read: Part[] = [];
  const next = async (): Promise<Part | undefined> => {
    const { done, value } = await reader.read();
    if (done) return undefined;
    return value.type === "abort" && !leaving.aborted ? { type: "error", error: createTimeout() } : value;
  };
  let part = await next();
  while (part !== undefined) {
    if (part.type === "error" || part.type === "abort") {
      await reader.cancel();
      throw part.type === "error" ? part.error : leaving.reason;
    }
    read.push(part);
    if (!OPENING_PARTS.has(part.type)) break;
    part = await next();
  }
  return new ReadableStream<Part>(
    {
      async pull(controller) {
        const value = read.shift() ?? (await next());
        if (value === undefined) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

const createTimeout = () => new DOMException("The answer took too long.", "TimeoutError");
