import type { ChatMessage, Conversation } from "./conversation-store.ts";

/** A title that is made of the first question, until the conversation is renamed. */
const MAX_FIRST_TITLE_CHARACTERS = 60;

/** A text with the id of what it becomes, and the time (ISO 8601). */
interface NewText {
  readonly id: string;
  readonly text: string;
  readonly createdAt: string;
}

/** A conversation that begins with a question, and has no message yet. */
export const createConversation = ({ id, text, createdAt }: NewText): Conversation => ({
  id,
  title: text.replace(/\s+/g, " ").trim().slice(0, MAX_FIRST_TITLE_CHARACTERS),
  createdAt,
  updatedAt: createdAt,
  messages: [],
});

/** The message of a user. */
export const createQuestion = ({ id, text, createdAt }: NewText): ChatMessage => ({
  id,
  role: "user",
  metadata: { createdAt, state: "complete" },
  parts: [{ type: "text", text }],
});
