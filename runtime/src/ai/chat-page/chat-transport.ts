import { DefaultChatTransport } from "ai";
import type { ChatMessage } from "../conversations/conversation-store.ts";
import { readText } from "./message-parts.ts";

/** What requests of a chat page are made from, at the moment in which they are made. */
export interface CurrentChat {
  /** Undefined until a new one is known. */
  readonly conversation: string | undefined;
  readonly model: string | undefined;
}

/** Where the requests of a chat page go. */
export interface ChatPaths {
  /** Where a message is sent for a streamed response. */
  readonly streamPath: string;
  /** Below it a conversation streams the answer that a worker writes. */
  readonly conversationsPath: string;
}

/** The transport of the AI SDK, for the routes of this runtime. */
export const createChatTransport = (
  { streamPath, conversationsPath }: ChatPaths,
  getCurrent: () => CurrentChat,
): DefaultChatTransport<ChatMessage> =>
  new DefaultChatTransport<ChatMessage>({
    api: streamPath,
    prepareSendMessagesRequest({ messages }) {
      const last = messages.at(-1);
      const { conversation, model } = getCurrent();
      return { body: { text: last === undefined ? "" : readText(last), conversation, model } };
    },
    prepareReconnectToStreamRequest: () => ({
      api: getBackgroundPath(conversationsPath, getCurrent().conversation),
    }),
  });

/** Stops the answer that a worker writes. A request that fails stops nothing: the page continues to show the answer. */
export async function cancelBackground(
  conversationsPath: string,
  conversation: string | undefined,
): Promise<void> {
  await fetch(getBackgroundPath(conversationsPath, conversation), { method: "DELETE" }).catch(() => {});
}

const getBackgroundPath = (conversationsPath: string, conversation = ""): string =>
  `${conversationsPath}/${encodeURIComponent(conversation)}/stream`;
