import { and, desc, eq, inArray, lt, sql } from "drizzle-orm";
import { transaction } from "../../database/index.ts";
import {
  type ChatMessage,
  type ConversationStore,
  type ConversationSummary,
  MAX_COMPARED_MESSAGES,
  MAX_READ_MESSAGES,
} from "../conversations/conversation-store.ts";
import {
  DELETED_ROWS_PER_STATEMENT,
  deleteInBatches,
  type StoreContext,
  toStorableText,
} from "./store-context.ts";

type ConversationRow = StoreContext["tables"]["conversations"]["$inferSelect"];

const toSummary = ({
  id,
  title,
  createdAt,
  updatedAt,
}: Omit<ConversationRow, "owner" | "lastPosition">): ConversationSummary => ({
  id,
  title,
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
});

/** Only this store writes them. */
const parseMessage = (text: string): ChatMessage => JSON.parse(text);

/** Conversations in the application's database. */
export function createDatabaseConversations({
  db,
  tables: { conversations, messages },
}: StoreContext): ConversationStore {
  const isOwn = (owner: string, id: string) =>
    and(eq(conversations.owner, owner), eq(conversations.id, toStorableText(id)));

  return {
    isPersistent: true,
    async list(owner, limit) {
      const rows = await db
        .select()
        .from(conversations)
        .where(eq(conversations.owner, owner))
        .orderBy(desc(conversations.updatedAt), desc(conversations.id))
        .limit(limit);
      return rows.map(toSummary);
    },
    async create(owner, { id, title, createdAt, updatedAt }) {
      await db.insert(conversations).values({
        id: toStorableText(id),
        owner,
        title: toStorableText(title),
        createdAt: new Date(createdAt),
        updatedAt: new Date(updatedAt),
        lastPosition: 0,
      });
    },
    async read(owner, id, limit = MAX_READ_MESSAGES) {
      const [row] = await db.select().from(conversations).where(isOwn(owner, id));
      if (row === undefined) return undefined;
      const newest = await db
        .select({ message: messages.message })
        .from(messages)
        .innerJoin(conversations, eq(messages.conversationId, conversations.id))
        .where(isOwn(owner, id))
        .orderBy(desc(messages.position))
        .limit(Math.min(limit, MAX_READ_MESSAGES));
      return { ...toSummary(row), messages: newest.toReversed().map(({ message }) => parseMessage(message)) };
    },
    async rename(owner, id, title) {
      const renamed = await db
        .update(conversations)
        .set({ title: toStorableText(title) })
        .where(isOwn(owner, id))
        .returning({ id: conversations.id });
      return renamed.length > 0;
    },
    async delete(owner, id) {
      const deleted = await db
        .delete(conversations)
        .where(isOwn(owner, id))
        .returning({ id: conversations.id });
      return deleted.length > 0;
    },
    append: (owner, id, message) =>
      transaction(db, async (tx) => {
        const createdAt = message.metadata?.createdAt;
        // Locks the conversation until the message is stored: no other process takes the same position, or deletes it in between.
        const [conversation] = await tx
          .update(conversations)
          .set({
            lastPosition: sql`${conversations.lastPosition} + 1`,
            ...(createdAt !== undefined && { updatedAt: new Date(createdAt) }),
          })
          .where(isOwn(owner, id))
          .returning({ id: conversations.id, position: conversations.lastPosition });
        if (conversation === undefined) return false;
        const newest = await tx
          .select({ message: messages.message })
          .from(messages)
          .where(eq(messages.conversationId, conversation.id))
          .orderBy(desc(messages.position))
          .limit(MAX_COMPARED_MESSAGES);
        if (newest.some((row) => parseMessage(row.message).id === message.id)) return true;
        await tx.insert(messages).values({
          conversationId: conversation.id,
          position: conversation.position,
          message: JSON.stringify(message),
        });
        return true;
      }),
    async deleteOlderThan(moment) {
      const isOld = lt(conversations.updatedAt, new Date(moment));
      return await deleteInBatches(() => {
        const old = db
          .select({ id: conversations.id })
          .from(conversations)
          .where(isOld)
          .limit(DELETED_ROWS_PER_STATEMENT);
        return db
          .delete(conversations)
          .where(and(inArray(conversations.id, old), isOld))
          .returning({ id: conversations.id });
      });
    },
  };
}
