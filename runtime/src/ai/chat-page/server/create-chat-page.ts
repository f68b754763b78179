import type { ActionFunctionArgs, data, LoaderFunctionArgs } from "react-router";
import type { ChatOutcome, ChatPage } from "../page-data.ts";
import type { ChatPageOptions } from "./page-options.ts";
import { readChatPage } from "./read-chat-page.ts";
import { sendChatForm } from "./send-chat-form.ts";

type PageResponse<Data> = ReturnType<typeof data<Data>>;

/** The loader and the action of a page for conversations. Each sees the conversations of the request's caller alone. */
export interface ChatPageRoute {
  /** Unknown conversations are 404. A caller who may not use models gets the status and the reason. */
  loader(request: LoaderFunctionArgs): Promise<PageResponse<ChatPage>>;
  /**
   * Does what the field `ask` names: "message" (with `text` and `model`), "rename" (with `title`), "delete", "confirm" and "refuse"
   * (with `id`). It works without scripts, and responds with a redirect or with what became of it.
   */
  action(request: ActionFunctionArgs): Promise<PageResponse<ChatOutcome> | Response>;
}

/** Creates the server's part of a chat page. */
export const createChatPage = (options: ChatPageOptions): ChatPageRoute => ({
  loader: (request) => readChatPage(options, request),
  action: (request) => sendChatForm(options, request),
});
