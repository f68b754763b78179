import { afterEach, expect, test, vi } from "vitest";
import type { ChatMessage } from "../conversations/conversation-store.ts";
import { cancelBackground, createChatTransport } from "./chat-transport.ts";

afterEach(() => void vi.unstubAllGlobals());

const paths = { streamPath: "/api/v1/ai/stream", conversationsPath: "/api/v1/ai/conversations" };

/** What is requested, and responded with a status. */
function stubFetch(status: number) {
  const requests: unknown[] = [];
  vi.stubGlobal("fetch", async (path: string, { method = "GET", body }: RequestInit = {}) => {
    requests.push([method, path, ...(body === undefined ? [] : [JSON.parse(String(body))])]);
    return new Response(status === 204 ? null : "data: [DONE]\n\n", { status });
  });
  return requests;
}

const message: ChatMessage = { id: "m", role: "user", parts: [{ type: "text", text: "Hello" }] };

test("a message is sent with its conversation and its model as they are then", async () => {
  const requests = stubFetch(200);
  let conversation: string | undefined;
  const transport = createChatTransport(paths, () => ({ conversation, model: "openai:fake" }));
  const send = async () =>
    await transport.sendMessages({
      chatId: "chat",
      messages: [message],
      trigger: "submit-message",
      messageId: undefined,
      abortSignal: undefined,
    });
  await send();
  conversation = "c";
  await send();
  const sent = { text: "Hello", model: "openai:fake" };
  expect(requests).toEqual([
    ["POST", paths.streamPath, sent],
    ["POST", paths.streamPath, { ...sent, conversation: "c" }],
  ]);
});

test("the answer of a worker is read from the conversation, and 204 is none", async () => {
  const transport = createChatTransport(paths, () => ({ conversation: "a/b", model: undefined }));
  const requests = stubFetch(204);
  expect(await transport.reconnectToStream({ chatId: "chat" })).toBeNull();
  stubFetch(200);
  expect(await transport.reconnectToStream({ chatId: "chat" })).toBeInstanceOf(ReadableStream);
  expect(requests).toEqual([["GET", "/api/v1/ai/conversations/a%2Fb/stream"]]);
});

test("an answer is stopped where it is read, and a request that fails is no error", async () => {
  const requests = stubFetch(204);
  await cancelBackground(paths.conversationsPath, "c");
  expect(requests).toEqual([["DELETE", "/api/v1/ai/conversations/c/stream"]]);
  vi.stubGlobal("fetch", async () => {
    throw new TypeError("Failed to fetch");
  });
  await cancelBackground(paths.conversationsPath, "c");
});
