import { Readable } from "node:stream";
import type { UIMessageChunk } from "ai";
import { sendHeartbeats } from "../../http/index.ts";
import type { ChatStream } from "../chat/chat-service.ts";

/** A response that is being written, as server-sent events. */
export interface ChatEventStream {
  /** What the client reads. When it is destroyed, the request to the provider ends, and what came is stored. */
  readonly events: Readable;
  /** Ends the response with an error that the client shows. */
  interrupt(message: string): void;
  /** Resolves when the response is stored, whole or as far as it came. */
  readonly stored: Promise<void>;
}

const END_EVENT = "data: [DONE]\n\n";

const formatChunk = (chunk: UIMessageChunk): string => `data: ${JSON.stringify(chunk)}\n\n`;

/**
 * Writes a response in the UI message protocol of the AI SDK, as fast as the client reads it. The id of the conversation and the model
 * follow the first chunk, so that a page which began a conversation can continue it.
 *
 * @param onFailure receives a fault of the stream itself, which should not happen
 */
export function createEventStream(
  { conversation, model, chunks, ended }: ChatStream,
  onFailure: (error: unknown) => void,
): ChatEventStream {
  const reader = chunks.getReader();
  const facts = formatChunk({
    type: "data-conversation",
    data: { id: conversation, model },
    transient: true,
  });
  let isOver = false;
  let isReading = false;

  const events = new Readable({
    // A heartbeat makes Node.js ask for more while a chunk is awaited.
    read: () => void (isReading || pushNext()),
    destroy(error, done) {
      stop();
      done(error);
    },
  });
  const stopHeartbeats = sendHeartbeats((comment) => void events.push(comment));

  function stop(): void {
    isOver = true;
    stopHeartbeats();
    reader.cancel().catch(onFailure);
  }

  function end(last: string): void {
    stop();
    events.push(`${last}${END_EVENT}`);
    events.push(null);
  }

  function interrupt(message: string): void {
    if (!isOver) end(formatChunk({ type: "error", errorText: message }));
  }

  async function pushNext(): Promise<void> {
    isReading = true;
    try {
      const { done, value } = await reader.read();
      isReading = false;
      // Meanwhile the client has left, or the server stops.
      if (isOver) return;
      if (done) end("");
      else events.push(value.type === "start" ? `${formatChunk(value)}${facts}` : formatChunk(value));
    } catch (error) {
      onFailure(error);
      interrupt("The answer broke off. Ask again.");
    }
  }

  return { events, interrupt, stored: ended };
}
