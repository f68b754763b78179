import { type ChatMessage, readConversationId } from "@aegis-stack/runtime/ai/chat-page";
import { useChat } from "@ai-sdk/react";
import { DefaultChatTransport } from "ai";
import { useEffect, useRef } from "react";
import type { ChatState } from "./chat-state.ts";

/** How often a growing answer is shown. */
const RENDER_INTERVAL_MS = 50;

export interface LiveChatProps {
  /** Where messages are sent to. */
  path: string;
  conversation: string | undefined;
  /** Of the conversation, as they were when the page was loaded. */
  messages: readonly ChatMessage[];
  onChange(state: ChatState): void;
  /** The conversation is known, or an answer has ended. */
  onProgress(conversation: string | undefined): void;
}

/**
 * Streams answers into the page, by the hook of the AI SDK. It shows nothing itself: the page is complete without it, and the SDK is
 * loaded after it.
 */
export function LiveChat({ path, conversation, messages, onChange, onProgress }: LiveChatProps) {
  const current = useRef(conversation);
  const model = useRef<string>(undefined);
  const hasAsked = useRef(false);
  const chat = useChat<ChatMessage>({
    messages: [...messages],
    throttle: RENDER_INTERVAL_MS,
    transport: new DefaultChatTransport({
      api: path,
      prepareSendMessagesRequest: ({ messages }) => {
        const text = messages
          .at(-1)
          ?.parts.map((part) => (part.type === "text" ? part.text : ""))
          .join("");
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
    if (conversation === current.current) return;
    current.current = conversation;
    stop().then(() => setMessages([...messages]));
  }, [conversation, messages, setMessages, stop]);

  const { sendMessage, regenerate, status, error } = chat;
  useEffect(() => {
    onChange({
      messages: chat.messages,
      isAnswering: status === "submitted" || status === "streaming",
      hasAsked: hasAsked.current,
      error,
      send(text, name) {
        model.current = name;
        hasAsked.current = true;
        void sendMessage({ text });
      },
      stop: () => void stop(),
      retry() {
        const question = chat.messages.findLast(({ role }) => role === "user");
        // Where nothing of an answer came, the question was not kept, and is sent again as it stands.
        if (chat.messages.at(-1) === question) void regenerate();
        else if (question) void sendMessage({ parts: question.parts });
      },
    });
  }, [chat.messages, status, error, sendMessage, regenerate, stop, onChange]);
  return null;
}
