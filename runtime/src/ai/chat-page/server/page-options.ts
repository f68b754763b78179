import type { RouterContext } from "react-router";
import type { Ai } from "../../create-ai.ts";

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
