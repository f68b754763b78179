import { type ComponentType, createElement, type ReactElement, useEffect, useState } from "react";
import type { ChatMessage } from "../conversations/conversation-store.ts";
import { type ChatFailure, readChatError } from "./chat-error.ts";
import type { LiveStreamProps, StreamState } from "./live-stream.ts";
import { readText } from "./message-parts.ts";
import type { ChatPage, OpenChat } from "./page-data.ts";
import { useFollowedEnd } from "./use-followed-end.ts";

/** Longer responses are announced by their beginning; all of it can be read in its place. */
const MAX_ANNOUNCED_CHARACTERS = 600;

/** What the page brings of its router. */
export interface LiveChatOptions {
  readonly page: Pick<ChatPage, "path" | "streamPath" | "conversationsPath">;
  /** As the loader returned it: another object says that it has been read again. */
  readonly open: Pick<OpenChat, "conversation" | "isResponding">;
  /** A new conversation has got its address. */
  navigate(path: string, options: { readonly replace: true; readonly preventScrollReset: true }): unknown;
  /** A response has ended: the page's data is read again. */
  revalidate(): unknown;
}

/** A key as React reports it, in a field of the form. */
interface PressedKey {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly nativeEvent: { readonly isComposing: boolean };
  readonly currentTarget: { readonly form: { requestSubmit(): void } | null };
  preventDefault(): void;
}

/** The conversation as it is now. Until scripts run it is the one that the server has rendered. */
export interface LiveChat {
  readonly messages: readonly ChatMessage[];
  readonly isResponding: boolean;
  /** A message was sent and nothing of the response has come yet. */
  readonly isWaiting: boolean;
  /** The response for a screen reader, once it is whole; empty where none was asked for since the page was loaded. */
  readonly announcement: string;
  readonly failure: ChatFailure | undefined;
  /** For the form with the fields `text` and `model`: streams the response, or sends a document until scripts run. */
  readonly form: { readonly method: "post" } | { action(fields: FormData): void };
  /** For `onKeyDown` of the text: Enter sends, Shift+Enter begins a line. */
  sendOnEnter(event: PressedKey): void;
  stop(): void;
  /** Sends the last message again. */
  retry(): void;
  /** To be rendered anywhere in the page; shows nothing. */
  readonly stream: ReactElement | null;
}

/** Makes a rendered chat page live: loads what streams responses after the page, and keeps the page's address and data current. */
export function useLiveChat({ page, open, navigate, revalidate }: LiveChatOptions): LiveChat {
  const { conversation } = open;
  const [state, setState] = useState<StreamState>();
  const LiveStream = useLiveStream();
  const messages = state?.messages ?? conversation?.messages ?? [];
  const isResponding = state?.isResponding ?? false;
  const last = messages.at(-1);
  useFollowedEnd(isResponding, messages);

  function onProgress(id: string | undefined): void {
    if (id === conversation?.id) revalidate();
    else navigate(`${page.path}/${id ?? ""}`, { replace: true, preventScrollReset: true });
  }

  function send(fields: FormData): void {
    const text = String(fields.get("text") ?? "").trim();
    if (text !== "" && !isResponding) state?.send(text, fields.get("model")?.toString());
  }

  return {
    messages,
    isResponding,
    isWaiting: isResponding && last?.role === "user",
    announcement:
      state?.hasSent && !isResponding && last?.role === "assistant"
        ? readText(last).slice(0, MAX_ANNOUNCED_CHARACTERS)
        : "",
    failure: state?.error && readChatError(state.error),
    form: state === undefined ? { method: "post" } : { action: send },
    sendOnEnter(event) {
      if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
      event.preventDefault();
      // What is typed while a response comes stays in its field.
      if (!isResponding) event.currentTarget.form?.requestSubmit();
    },
    stop: () => state?.stop(),
    retry: () => state?.retry(),
    stream:
      LiveStream === undefined
        ? null
        : createElement(LiveStream, {
            paths: page,
            open,
            onChange: setState,
            onProgress,
          }),
  };
}

/** Loaded after the page, since the AI SDK weighs more than the page does. Where it does not load, forms are sent as documents. */
function useLiveStream(): ComponentType<LiveStreamProps> | undefined {
  const [loaded, setLoaded] = useState<{ LiveStream: ComponentType<LiveStreamProps> }>();
  useEffect(() => {
    import("./live-stream.ts").then(setLoaded, () => {});
  }, []);
  return loaded?.LiveStream;
}
