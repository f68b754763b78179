import type { RouterContext } from "react-router";
import type { ChatRequestContext } from "../../chat-page/server/page-options.ts";
import type { Ai } from "../../create-ai.ts";
import type { Rag } from "../create-rag.ts";

/** What a page of documents is created from. */
export interface DocumentsPageOptions {
  readonly documents: Pick<Rag, "service" | "owners">;
  /** Knows whose request it is. */
  readonly ai: Pick<Ai, "callers">;
  /** The name of the application. */
  readonly name: string;
  /** Where the page is, with an optional parameter `document` below it; "/documents" unless given. */
  readonly path?: string;
  readonly context: RouterContext<ChatRequestContext>;
}
