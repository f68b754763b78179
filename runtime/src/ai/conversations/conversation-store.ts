import type { UIMessage } from "ai";

/** A conversation without its messages. Times are ISO 8601. */
export interface ConversationSummary {
  readonly id: string;
  readonly title: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** What is known of a message besides its parts. */
export interface MessageFacts {
  /** ISO 8601. */
  readonly createdAt: string;
  /** The model that wrote it, with its provider; none for a user's own. */
  readonly model?: string | undefined;
  /** "interrupted" when the reader left or the provider failed before the end: the parts hold what came. */
  readonly state: "complete" | "interrupted";
}

/** A message as it is kept and as pages receive it. */
export type ChatMessage = UIMessage<MessageFacts>;

/** A conversation with its messages, the oldest first. */
export interface Conversation extends ConversationSummary {
  readonly messages: readonly ChatMessage[];
}

/** Messages of a conversation that are read, the newest. */
export const MAX_READ_MESSAGES = 1_000;

/** Messages among which one is looked for before it is added: others may have been added since it was. */
export const MAX_COMPARED_MESSAGES = 10;

/** Keeps conversations. The owner is part of every call, so that none is reached without its owner. */
export interface ConversationStore {
  /** Whether they are kept when the process ends. */
  readonly isPersistent: boolean;
  /** The newest first. */
  list(owner: string, limit: number): Promise<readonly ConversationSummary[]>;
  create(owner: string, conversation: ConversationSummary): Promise<void>;
  /**
   * A conversation with its newest messages. Undefined where there is none, or where it belongs to someone else.
   *
   * @param limit how many messages; `MAX_READ_MESSAGES` unless given, and never more
   */
  read(owner: string, id: string, limit?: number): Promise<Conversation | undefined>;
  /** @returns whether there was one */
  rename(owner: string, id: string, title: string): Promise<boolean>;
  /** @returns whether there was one */
  delete(owner: string, id: string): Promise<boolean>;
  /** Adds a message, unless it is among the newest already. @returns whether there is such a conversation */
  append(owner: string, id: string, message: ChatMessage): Promise<boolean>;
  /** Deletes conversations that were not continued since a moment (ISO 8601). @returns how many */
  deleteOlderThan(moment: string): Promise<number>;
}
