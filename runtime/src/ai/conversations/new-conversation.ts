import type { Conversation } from "./conversation-store.ts";
import type { NewText } from "./question.ts";

/** A title that is made of the first question, until the conversation is renamed. */
const MAX_FIRST_TITLE_CHARACTERS = 60;

/** A conversation that begins with a question, and has no message yet. */
export const createConversation = ({ id, text, createdAt }: NewText): Conversation => ({
  id,
  title: text.replace(/\s+/g, " ").trim().slice(0, MAX_FIRST_TITLE_CHARACTERS),
  createdAt,
  updatedAt: createdAt,
  messages: [],
});
