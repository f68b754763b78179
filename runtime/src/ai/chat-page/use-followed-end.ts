import { useEffect } from "react";
import type { ChatMessage } from "../conversations/conversation-store.ts";

/** Closer to the end than this, a reader follows the response. */
const FOLLOW_PIXELS = 240;

/** The runtime is compiled without the types of browsers. */
declare const document: {
  readonly documentElement: {
    readonly scrollHeight: number;
    readonly scrollTop: number;
    readonly clientHeight: number;
  };
};
declare function scrollTo(options: { readonly top: number }): void;

/** Scrolls with a response that grows, unless its reader has gone to another place. */
export function useFollowedEnd(isResponding: boolean, messages: readonly ChatMessage[]): void {
  useEffect(() => {
    if (!isResponding || messages.length === 0) return;
    const { scrollHeight, scrollTop, clientHeight } = document.documentElement;
    if (scrollHeight - scrollTop - clientHeight < FOLLOW_PIXELS) scrollTo({ top: scrollHeight });
  }, [isResponding, messages]);
}
