import { useChat } from "@ai-sdk/react";
import { useEffect, useRef } from "react";
import type { ChatMessage } from "../conversations/conversation-store.ts";
import { type ChatPaths, cancelBackground, createChatTransport } from "./chat-transport.ts";
import { readConversationId } from "./read-conversation-id.ts";
import { useBackgroundResponse } from "./use-background-response.ts";

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
  readonly conversation: string | undefined;
  /** Whether a worker writes an answer in it, as the page's data says. */
  readonly isInBackground: boolean;
  /** Of the conversation, as they were when the page was loaded. */
  readonly messages: readonly ChatMessage[];
  onChange(state: StreamState): void;
  /** The conversation is known, or a response has ended. */
  onProgress(conversation: string | undefined): void;
}

/** Streams responses by the hook of the AI SDK. It renders nothing: the page is complete without it, and the SDK is loaded after it. */
export function LiveStream({
  paths,
  conversation,
  isInBackground,
  messages,
  onChange,
  onProgress,
}: LiveStreamProps) {
  const current = useRef(conversation);
  const opened = useRef(conversation);
  const model = useRef<string>(undefined);
  const hasSent = useRef(false);
  const chat = useChat<ChatMessage>({
    messages: [...messages],
    throttle: RENDER_INTERVAL_MS,
    transport: createChatTransport(paths, () => ({
      conversation: current.current,
      model: model.current,
    })),
    onData(part) {
      current.current = readConversationId(part) ?? current.current;
      onProgress(current.current);
    },
    onFinish: () => onProgress(current.current),
  });

  const { setMessages, stop, status, error } = chat;
  const isResponding = status === "submitted" || status === "streaming";
  const opening = useRef<Promise<void>>(undefined);
  useEffect(() => {
    // A new conversation has no address until the page has loaded its data: meanwhile the response goes on.
    if (conversation === opened.current) return;
    opened.current = conversation;
    if (conversation === current.current) return;
    current.current = conversation;
    opening.current = stop().then(() => setMessages([...messages]));
  }, [conversation, messages, setMessages, stop]);

  const isFollowing = useBackgroundResponse({
    conversation,
    isResponding: isInBackground,
    async follow() {
      await opening.current;
      hasSent.current = true;
      await chat.resumeStream();
    },
    onEnd: () => onProgress(current.current),
    onSettled() {
      // Where it had ended before it could be followed. What was followed and stopped may be stored a moment later.
      if (!isResponding && messages.length >= chat.messages.length) setMessages([...messages]);
    },
  });
  const { conversationsPath } = paths;
  const { sendMessage, regenerate } = chat;
  useEffect(() => {
    onChange({
      messages: chat.messages,
      isResponding,
      hasSent: hasSent.current,
      error,
      send(text, name) {
        model.current = name;
        hasSent.current = true;
        void sendMessage({ text });
      },
      async stop() {
        // Its stream ends with it.
        if (!isFollowing()) await stop();
        else await cancelBackground(conversationsPath, current.current);
      },
      retry() {
        const question = chat.messages.findLast(({ role }) => role === "user");
        // Where nothing of a response came, the message was not kept, and is sent again as it stands.
        if (chat.messages.at(-1) === question) void regenerate();
        else if (question) void sendMessage({ parts: question.parts });
      },
    });
  }, [
    chat.messages,
    isResponding,
    error,
    sendMessage,
    regenerate,
    stop,
    onChange,
    isFollowing,
    conversationsPath,
  ]);
  return null;
}
