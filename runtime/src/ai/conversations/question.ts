import type { ChatMessage, Conversation } from "./conversation-store.ts";

/** A text with the id of what it becomes, and the time (ISO 8601). */
export interface NewText {
  readonly id: string;
  readonly text: string;
  readonly createdAt: string;
}

/** The message of a user. */
export const createQuestion = ({ id, text, createdAt }: NewText): ChatMessage => ({
  id,
  role: "user",
  metadata: { createdAt, state: "complete" },
  parts: [{ type: "text", text }],
});

/** The last message where it is this question: one that is asked again, since nothing of its answer came. */
export function findUnanswered(
  { messages }: Pick<Conversation, "messages">,
  text: string,
): ChatMessage | undefined {
  const last = messages.at(-1);
  if (last?.role !== "user") return undefined;
  return textOf(last) === text ? last : undefined;
}

/** What was written in a message, without its calls of tools. */
export const textOf = ({ parts }: ChatMessage): string =>
  parts.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("");
