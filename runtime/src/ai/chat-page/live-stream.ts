import { useChat } from "@ai-sdk/react";
import { DefaultChatTransport } from "ai";
import { useEffect, useRef } from "react";
import type { ChatMessage } from "../conversations/conversation-store.ts";
import { readText } from "./message-parts.ts";
import { readConversationId } from "./read-conversation-id.ts";

/** How often a growing response is shown. */
const RENDER_INTERVAL_MS = 50;

/** The conversation as it is now, and what can be done with it. */
export interface StreamState {
  readonly messages: readonly ChatMessage[];
  readonly isResponding: boolean;
  /** Whether a message was sent since the page was loaded. */
  readonly hasSent: boolean;
  readonly error: Error | undefined;
  send(text: string, model: string | undefined): void;
  stop(): void;
  retry(): void;
}

/** What the stream is created from. */
export interface LiveStreamProps {
  readonly streamPath: string;
  readonly conversation: string | undefined;
  /** Of the conversation, as they were when the page was loaded. */
  readonly messages: readonly ChatMessage[];
  onChange(state: StreamState): void;
  /** The conversation is known, or a response has ended. */
  onProgress(conversation: string | undefined): void;
}

/** Streams responses by the hook of the AI SDK. It renders nothing: the page is complete without it, and the SDK is loaded after it. */
export function LiveStream({ streamPath, conversation, messages, onChange, onProgress }: LiveStreamProps) {
  const current = useRef(conversation);
  const opened = useRef(conversation);
  const model = useRef<string>(undefined);
  const hasSent = useRef(false);
  const chat = useChat<ChatMessage>({
    messages: [...messages],
    throttle: RENDER_INTERVAL_MS,
    transport: new DefaultChatTransport({
      api: streamPath,
      prepareSendMessagesRequest({ messages: sent }) {
        const last = sent.at(-1);
        const text = last === undefined ? "" : readText(last);
        return { body: { text, conversation: current.current, model: model.current } };
      },
    }),
    onData(part) {
      current.current = readConversationId(part) ?? current.current;
      onProgress(current.current);
    },
    onFinish: () => onProgress(current.current),
  });

  const { setMessages, stop } = chat;
  useEffect(() => {
    // A new conversation has no address until the page has loaded its data: meanwhile the response goes on.
    if (conversation === opened.current) return;
    opened.current = conversation;
    if (conversation === current.current) return;
    current.current = conversation;
    stop().then(() => setMessages([...messages]));
  }, [conversation, messages, setMessages, stop]);

  const { sendMessage, regenerate, status, error } = chat;
  useEffect(() => {
    onChange({
      messages: chat.messages,
      isResponding: status === "submitted" || status === "streaming",
      hasSent: hasSent.current,
      error,
      send(text, name) {
        model.current = name;
        hasSent.current = true;
        void sendMessage({ text });
      },
      stop: () => void stop(),
      retry() {
        const question = chat.messages.findLast(({ role }) => role === "user");
        // Where nothing of a response came, the message was not kept, and is sent again as it stands.
        if (chat.messages.at(-1) === question) void regenerate();
        else if (question) void sendMessage({ parts: question.parts });
      },
    });
  }, [chat.messages, status, error, sendMessage, regenerate, stop, onChange]);
  return null;
}
