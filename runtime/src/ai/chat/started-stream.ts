import type { TextStreamPart, ToolSet } from "ai";

/** What comes before a model has said anything. */
const OPENING_PARTS = new Set(["start", "start-step"]);

type Part = TextStreamPart<ToolSet>;

/** Reads the parts of a response one after the other. */
export interface PartReader {
  /** The next part; undefined at the end. @throws whatever breaks the stream off */
  read(): Promise<Part | undefined>;
}

/**
 * Waits until a stream has begun to response, and returns a reader that begins with its first part. A refusal of the budget or of the provider is thrown then,
 * while a response can still have its status. An answer that is given up although its reader has not left has taken too long: the
 * reader returns that as an error, too.
 *
 * @param leaving aborts when the reader has left
 * @throws what the first part reports, when it is an error
 */
export async function waitForStart(stream: ReadableStream<Part>, leaving: AbortSignal): Promise<PartReader> {
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
  return { read: () => (read.length > 0 ? Promise.resolve(read.shift()) : next()) };
}

const createTimeout = () => new DOMException("The answer took too long.", "TimeoutError");
