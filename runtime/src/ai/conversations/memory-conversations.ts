import { LRUCache } from "lru-cache";
import {
  type Conversation,
  type ConversationStore,
  MAX_COMPARED_MESSAGES,
  MAX_READ_MESSAGES,
} from "./conversation-store.ts";

/** Conversations that a process without a database remembers; the ones that were not used for longest are forgotten. */
const MAX_REMEMBERED_CONVERSATIONS = 1_000;

/** Conversations in the memory of one process. They end with it. */
export function createMemoryConversations(): ConversationStore {
  const kept = new LRUCache<string, Conversation>({ max: MAX_REMEMBERED_CONVERSATIONS });
  const keyOf = (owner: string, id: string) => JSON.stringify([owner, id]);
  const find = (owner: string, id: string) => kept.get(keyOf(owner, id));

  function change(owner: string, id: string, edit: (found: Conversation) => Conversation): boolean {
    const found = find(owner, id);
    if (found === undefined) return false;
    kept.set(keyOf(owner, id), edit(found));
    return true;
  }

  return {
    isPersistent: false,
    async list(owner, limit) {
      const own = [...kept.entries()].filter(([key]) => JSON.parse(key)[0] === owner);
      return own
        .map(([, { messages: _messages, ...summary }]) => summary)
        .toSorted((one, other) => other.updatedAt.localeCompare(one.updatedAt))
        .slice(0, limit);
    },
    create: async (owner, conversation) =>
      void kept.set(keyOf(owner, conversation.id), { ...conversation, messages: [] }),
    async read(owner, id, limit = MAX_READ_MESSAGES) {
      const found = find(owner, id);
      return found && { ...found, messages: found.messages.slice(-limit) };
    },
    rename: async (owner, id, title) => change(owner, id, (found) => ({ ...found, title })),
    delete: async (owner, id) => kept.delete(keyOf(owner, id)),
    append: async (owner, id, message) =>
      change(owner, id, (found) => {
        const newest = found.messages.slice(-MAX_COMPARED_MESSAGES);
        if (newest.some((other) => other.id === message.id)) return found;
        return {
          ...found,
          updatedAt: message.metadata?.createdAt ?? found.updatedAt,
          messages: [...found.messages, message].slice(-MAX_READ_MESSAGES),
        };
      }),
    async deleteOlderThan(moment) {
      const old = [...kept.entries()].filter(([, { updatedAt }]) => updatedAt < moment);
      for (const [key] of old) kept.delete(key);
      return old.length;
    },
  };
}
