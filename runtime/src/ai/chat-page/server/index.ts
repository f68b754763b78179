export { type ChatPageRoute, createChatPage } from "./create-chat-page.ts";
export type { ChatPageOptions, ChatRequestContext } from "./page-options.ts";
