import type { ActionFunctionArgs, data, LoaderFunctionArgs, RouterContext } from "react-router";
import type { Ai } from "../../create-ai.ts";
import type { ChatOutcome, ChatPage } from "../page-data.ts";
import { readChatPage } from "./read-chat-page.ts";
import { sendChatForm } from "./send-chat-form.ts";

/** What the page knows of a request. */
export interface ChatRequestContext {
  /** Aborts when the reader has left. */
  readonly signal: AbortSignal;
  readonly log: { warn(fields: object, message: string): void };
}

/** What a chat page is created from. */
export interface ChatPageOptions {
  readonly ai: Pick<Ai, "service" | "callers" | "path" | "isPersistent">;
  /** The name of the application. */
  readonly name: string;
  /** Where the page is, with an optional parameter `conversation` below it: "/chat". */
  readonly path: string;
  readonly context: RouterContext<ChatRequestContext>;
}

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
