import { readUIMessageStream, type UIMessageChunk } from "ai";
import type { ChatMessage, MessageFacts } from "../conversations/conversation-store.ts";

/** Records the chunks of a response, so that its message can be stored when it has ended, whole or not. */
export interface ResponseRecorder {
  add(chunk: UIMessageChunk): void;
  /** The message that the chunks make so far. */
  read(facts: MessageFacts): Promise<ChatMessage>;
}

/** Those chunks of which many follow each other, and which are the same as one of their texts together. */
type DeltaChunk = Extract<UIMessageChunk, { type: "text-delta" | "reasoning-delta" }>;

const isDelta = (chunk: UIMessageChunk | undefined): chunk is DeltaChunk =>
  chunk?.type === "text-delta" || chunk?.type === "reasoning-delta";

/**
 * Creates a recorder. The message is made once, of few chunks: to make it again with each of thousands costs as much as the rest of a response.
 *
 * @param id of the message
 */
export function createResponseRecorder(id: string): ResponseRecorder {
  const chunks: UIMessageChunk[] = [];

  function add(chunk: UIMessageChunk): void {
    // They are told to the reader, and are no part of the message.
    if (chunk.type === "error" || chunk.type === "abort") return;
    const last = chunks.at(-1);
    const isSame = isDelta(chunk) && isDelta(last) && chunk.type === last.type && chunk.id === last.id;
    if (!isSame) chunks.push(chunk);
    // The metadata of the provider that comes last holds for all.
    else chunks[chunks.length - 1] = { ...last, ...chunk, delta: last.delta + chunk.delta };
  }

  return {
    add,
    async read(facts) {
      let message: ChatMessage = { id, role: "assistant", metadata: facts, parts: [] };
      const stream = ReadableStream.from<UIMessageChunk>([
        ...chunks,
        // The state of the message after its last chunk is the one that is read.
        { type: "message-metadata", messageMetadata: facts },
      ]);
      for await (const state of readUIMessageStream<ChatMessage>({ message, stream })) message = state;
      return { ...message, metadata: facts };
    },
  };
}
