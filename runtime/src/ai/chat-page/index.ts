export type { ChatMessage } from "../conversations/conversation-store.ts";
export { type ChatFailure, readChatError } from "./chat-error.ts";
export { describeParts, readText, type ShownPart, type ToolState } from "./message-parts.ts";
export { readConversationId } from "./read-conversation-id.ts";
