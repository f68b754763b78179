import { useChat } from "@ai-sdk/react";
import { useEffect, useRef } from "react";
import type { ChatMessage } from "../conversations/conversation-store.ts";
import { type ChatPaths, cancelBackground, createChatTransport } from "./chat-transport.ts";
import type { OpenChat } from "./page-data.ts";
import { readConversationId } from "./read-conversation-id.ts";
import { useBackgroundResponse } from "./use-background-response.ts";
import { useReadAgain } from "./use-read-again.ts";

/** How often a growing response is shown. */
const RENDER_INTERVAL_MS = 50;

/** The conversation as it is now, and what can be done with it. */
export interface StreamState {
  readonly messages: readonly ChatMessage[];
  readonly isResponding: boolean;
  /** Whether a message was sent, or the answer of a worker was followed, since the page was loaded. */
  readonly hasSent: boolean;
  readonly error: Error | undefined;
  send(text: string, model: string | undefined): void;
  stop(): void;
  retry(): void;
}

/** What the stream is created from. */
export interface LiveStreamProps {
  readonly paths: ChatPaths;
  /** The page's data, as its loader returned it: another object each time that it has been read. */
  readonly open: Pick<OpenChat, "conversation" | "isResponding">;
  onChange(state: StreamState): void;
  /** The conversation is known, or a response has ended. */
  onProgress(conversation: string | undefined): void;
}

/** Streams responses by the hook of the AI SDK. It renders nothing: the page is complete without it, and the SDK is loaded after it. */
export function LiveStream({ paths, open, onChange, onProgress }: LiveStreamProps) {
  const { conversationsPath } = paths;
  const messages = open.conversation?.messages ?? [];
  const shown = useRef(open);
  const current = useRef(open.conversation?.id);
  const model = useRef<string>(undefined);
  const hasSent = useRef(false);
  const hasFailed = useRef(false);
  /** Streams of workers; two where a component is mounted twice. */
  const followed = useRef(0);
  const readAgain = useReadAgain(conversationsPath, () => onProgress(current.current));
  const chat = useChat<ChatMessage>({
    messages: [...messages],
    throttle: RENDER_INTERVAL_MS,
    transport: createChatTransport(paths, () => ({
      conversation: current.current,
      model: model.current,
    })),
    onData(part) {
      const id = readConversationId(part);
      if (id === undefined || id === current.current) return;
      current.current = id;
      onProgress(id);
    },
    onError() {
      hasFailed.current = true;
    },
    onFinish({ isError }) {
      if (followed.current === 0) void readAgain(isError);
    },
  });

  const { setMessages, sendMessage, regenerate, clearError, stop, status, error } = chat;
  const isResponding = status === "submitted" || status === "streaming";
  // The server was restarted or cannot be reached: the worker goes on, and the page follows it again.
  const isBroken = open.isResponding && status === "error";
  const opening = useRef<Promise<void>>(undefined);

  /** What was refused is not stored, and what was stopped may be stored a moment later: that is not taken away. */
  function showStored(): void {
    if (!isResponding && messages.length >= chat.messages.length) setMessages([...messages]);
  }

  // After each render, since it needs the messages of the one in which the data is another.
  useEffect(() => {
    if (open === shown.current) return;
    shown.current = open;
    // A new conversation has no address until the page has loaded its data: meanwhile the response goes on.
    if (open.conversation?.id === current.current) {
      // Of a response that broke off, only what is stored says so.
      if (hasFailed.current) showStored();
      return;
    }
    current.current = open.conversation?.id;
    opening.current = stop().then(() => {
      clearError();
      setMessages([...messages]);
    });
  });

  useBackgroundResponse({
    open,
    async follow() {
      await opening.current;
      hasSent.current = true;
      hasFailed.current = false;
      followed.current += 1;
      await chat.resumeStream();
      followed.current -= 1;
    },
    onEnd: () => void readAgain(hasFailed.current),
    onSettled() {
      // It may have ended before it could be followed, or while the server could not be reached.
      showStored();
      if (messages.at(-1)?.metadata?.state === "complete") clearError();
    },
  });
  useEffect(() => {
    onChange({
      messages: chat.messages,
      isResponding: isResponding || isBroken,
      hasSent: hasSent.current,
      error: isBroken ? undefined : error,
      send(text, name) {
        model.current = name;
        hasSent.current = true;
        hasFailed.current = false;
        void sendMessage({ text });
      },
      async stop() {
        // Its stream ends with it.
        if (followed.current > 0 || isBroken) await cancelBackground(conversationsPath, current.current);
        else await stop();
      },
      retry() {
        hasFailed.current = false;
        const question = chat.messages.findLast(({ role }) => role === "user");
        // Where nothing of a response came, the message is sent again as it stands: it is stored once.
        if (chat.messages.at(-1) === question) void regenerate();
        else if (question) void sendMessage({ parts: question.parts });
      },
    });
  }, [
    chat.messages,
    isResponding,
    isBroken,
    error,
    sendMessage,
    regenerate,
    stop,
    onChange,
    conversationsPath,
  ]);
  return null;
}
