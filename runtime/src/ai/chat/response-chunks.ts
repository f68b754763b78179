import { type TextStreamPart, type ToolSet, toUIMessageChunk, type UIMessageChunk } from "ai";
import type { ChatMessage, MessageFacts } from "../conversations/conversation-store.ts";

/** What parts of a response are turned into chunks with. */
export interface ResponseChunkOptions {
  readonly tools: ToolSet;
  /** The id of the message that the response is. */
  readonly id: string;
  readonly facts: MessageFacts;
  /** What the reader receives of an error. */
  onError(error: unknown): string;
}

/** Turns the parts of a response into the UI message protocol of the AI SDK. */
export function createChunkConverter({ tools, id, facts, onError }: ResponseChunkOptions) {
  const invalidCalls = new Set<string>();
  return (part: TextStreamPart<ToolSet>): UIMessageChunk | undefined => {
    if (part.type === "tool-call" && part.invalid) invalidCalls.add(part.toolCallId);
    // The chunk of an invalid call says so itself.
    if (part.type === "tool-error" && !part.providerExecuted && invalidCalls.delete(part.toolCallId))
      return undefined;
    return toUIMessageChunk<ToolSet, ChatMessage>(part, {
      tools,
      onError,
      // The toolbox has left out what a caller may not read.
      redactToolErrors: false,
      responseMessageId: id,
      // With each part the facts would be a chunk of their own.
      ...((part.type === "start" || part.type === "finish") && { messageMetadata: facts }),
    });
  };
}
