import type { PortableColumns } from "../../database/index.ts";

/** The tables of conversations, approvals, budgets, usage and the answers of workers. Their columns are those that the steps of `aiTables` create. */
export const createAiEngineTables = ({
  index,
  integer,
  primaryKey,
  table,
  text,
  timestamp,
  uniqueIndex,
}: PortableColumns) => ({
  conversations: table(
    "aegis_ai_conversations",
    {
      id: text().primaryKey(),
      owner: text().notNull(),
      title: text().notNull(),
      createdAt: timestamp().notNull(),
      updatedAt: timestamp().notNull(),
      /** The position of the newest message. A message is added by raising it, which locks the conversation. */
      lastPosition: integer().notNull(),
    },
    (rows) => [
      index("aegis_ai_conversations_owner").on(rows.owner, rows.updatedAt),
      index("aegis_ai_conversations_updated").on(rows.updatedAt),
    ],
  ),
  /** They are deleted with their conversation. */
  messages: table(
    "aegis_ai_messages",
    {
      conversationId: text().notNull(),
      position: integer().notNull(),
      /** JSON as text: PostgreSQL's own type refuses characters that a model may write. */
      message: text().notNull(),
    },
    (rows) => [primaryKey({ columns: [rows.conversationId, rows.position] })],
  ),
  approvals: table(
    "aegis_ai_approvals",
    {
      id: text().primaryKey(),
      owner: text().notNull(),
      tool: text().notNull(),
      /** JSON as text, as in `messages`. */
      input: text().notNull(),
      summary: text().notNull(),
      createdAt: timestamp().notNull(),
      expiresAt: timestamp().notNull(),
    },
    (rows) => [
      index("aegis_ai_approvals_owner").on(rows.owner, rows.createdAt),
      index("aegis_ai_approvals_expires").on(rows.expiresAt),
    ],
  ),
  /** What is reserved and used of each budget on a day. */
  budgets: table(
    "aegis_ai_budgets",
    {
      /** ISO 8601, in UTC. */
      day: text().notNull(),
      /** The key of the budget: "user:1". */
      budget: text().notNull(),
      tokens: integer().notNull(),
      microUsd: integer().notNull(),
    },
    (rows) => [primaryKey({ columns: [rows.day, rows.budget] })],
  ),
  /** One row for each request to a model. */
  usage: table(
    "aegis_ai_usage",
    {
      id: text().primaryKey(),
      at: timestamp().notNull(),
      /** The day of `at` in UTC, since databases compute it each in their own way. */
      day: text().notNull(),
      owner: text().notNull(),
      action: text().notNull(),
      model: text().notNull(),
      inputTokens: integer().notNull(),
      outputTokens: integer().notNull(),
      /** Null where no price is known. */
      costMicroUsd: integer(),
      outcome: text({ enum: ["done", "failed", "cancelled"] }).notNull(),
      error: text(),
      durationMs: integer().notNull(),
      firstOutputMs: integer(),
    },
    (rows) => [index("aegis_ai_usage_at").on(rows.at), index("aegis_ai_usage_owner").on(rows.owner, rows.at)],
  ),
  /** The answers that workers write. They are deleted with their conversation. */
  responses: table(
    "aegis_ai_responses",
    {
      id: text().primaryKey(),
      conversationId: text().notNull(),
      owner: text().notNull(),
      model: text().notNull(),
      state: text({ enum: ["queued", "running", "ended", "cancelled"] }).notNull(),
      createdAt: timestamp().notNull(),
      updatedAt: timestamp().notNull(),
      /** The position of the newest chunk. Chunks are added by raising it, which locks the response. */
      lastPosition: integer().notNull(),
    },
    (rows) => [
      // In the database it holds those alone that are queued or running.
      uniqueIndex("aegis_ai_responses_active").on(rows.conversationId),
      index("aegis_ai_responses_conversation").on(rows.conversationId),
      index("aegis_ai_responses_updated").on(rows.updatedAt),
    ],
  ),
  /** They are deleted with their response. */
  chunks: table(
    "aegis_ai_chunks",
    {
      responseId: text().notNull(),
      position: integer().notNull(),
      /** JSON as text, as in `messages`. */
      chunk: text().notNull(),
    },
    (rows) => [primaryKey({ columns: [rows.responseId, rows.position] })],
  ),
});

/** These tables, as the queries know them. */
export type AiEngineTables = ReturnType<typeof createAiEngineTables>;
