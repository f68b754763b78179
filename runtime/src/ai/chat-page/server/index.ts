export { type ChatPageOptions, type ChatRequestContext, createChatPage } from "./create-chat-page.ts";
