import { createUnknownConversationError } from "../errors.ts";
import type { Conversation, ConversationStore } from "./conversation-store.ts";

/** One of an owner's conversations. @param limit how many of its newest messages @throws AppError `ai.unknown-conversation`, also where it belongs to someone else */
export async function readConversation(
  store: Pick<ConversationStore, "read">,
  owner: string,
  id: string,
  limit?: number,
): Promise<Conversation> {
  const found = await store.read(owner, id, limit);
  if (found === undefined) throw createUnknownConversationError(id);
  return found;
}
