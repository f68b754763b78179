export {
  type ChatPageOptions,
  type ChatPageRoute,
  type ChatRequestContext,
  createChatPage,
} from "./create-chat-page.ts";
