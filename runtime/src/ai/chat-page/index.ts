export type { ChatMessage } from "../conversations/conversation-store.ts";
export { type ChatFailure, readChatError } from "./chat-error.ts";
export { describeParts, type ShownPart, type ToolState } from "./message-parts.ts";
export type { ChatOutcome, ChatPage, OpenChat } from "./page-data.ts";
export { type LiveChat, type LiveChatOptions, useLiveChat } from "./use-live-chat.ts";
