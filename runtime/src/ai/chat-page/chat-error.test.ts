import { expect, test } from "vitest";
import { readChatError } from "./chat-error.ts";
import { readConversationId } from "./read-conversation-id.ts";

test("a refused response shows its sentences, and no JSON", () => {
  const body = JSON.stringify({
    status: 429,
    code: "ai.budget-exceeded",
    detail: "It is used up.",
    hint: "Wait.",
  });
  expect(readChatError(new Error(body))).toEqual({ message: "It is used up.", hint: "Wait." });
});

test("a connection that fails and a page of a proxy say that the application did not respond", () => {
  const unreachable = {
    message: "The application did not respond.",
    hint: expect.stringContaining("connection"),
  };
  expect(readChatError(new TypeError("Failed to fetch"))).toEqual(unreachable);
  expect(readChatError(new Error("<html>502 Bad Gateway</html>"))).toEqual(unreachable);
});

test("what broke off in the middle says why", () => {
  expect(readChatError(new Error("The model stalled. Ask again."))).toEqual({
    message: "The model stalled. Ask again.",
    hint: "",
  });
});

test("the id of a conversation is read from its part alone", () => {
  expect(readConversationId({ type: "data-conversation", data: { id: "c1", model: "m" } })).toBe("c1");
  expect(readConversationId({ type: "data-other", data: { id: "c1" } })).toBeUndefined();
  expect(readConversationId({ type: "data-conversation", data: { id: 1 } })).toBeUndefined();
  expect(readConversationId({ type: "data-conversation", data: null })).toBeUndefined();
});
