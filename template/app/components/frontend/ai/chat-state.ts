import type { ChatMessage } from "@aegis-stack/runtime/ai/chat-page";

/** The conversation as it is now, and what can be done with it. */
export interface ChatState {
  messages: readonly ChatMessage[];
  isAnswering: boolean;
  /** Whether a question was asked since the page was loaded. */
  hasAsked: boolean;
  error: Error | undefined;
  send(text: string, model: string | undefined): void;
  stop(): void;
  /** Asks the last question again. */
  retry(): void;
}
