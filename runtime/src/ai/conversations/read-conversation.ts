import { createUnknownConversationError } from "../errors.ts";
import type { Conversation, ConversationStore } from "./conversation-store.ts";

/** One of an owner's conversations. @throws AppError `ai.unknown-conversation`, also where it belongs to someone else */
export async function readConversation(
  store: Pick<ConversationStore, "read">,
  owner: string,
  id: string,
): Promise<Conversation> {
  const found = await store.read(owner, id);
  if (found === undefined) throw createUnknownConversationError(id);
  return found;
}
