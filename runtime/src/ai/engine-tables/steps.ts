import type { EngineTables } from "../../database/engine-tables/index.ts";

/**
 * The tables in which a database keeps conversations, approvals, budgets, usage and the answers of workers. List them in `engineTables` of the application's
 * database.
 */
export const aiTables: EngineTables = {
  capability: "ai",
  steps: [
    ({ timestamp, integer }) => `
      CREATE TABLE aegis_ai_conversations (
        id text PRIMARY KEY,
        owner text NOT NULL,
        title text NOT NULL,
        created_at ${timestamp} NOT NULL,
        updated_at ${timestamp} NOT NULL,
        last_position ${integer} NOT NULL
      );
      CREATE INDEX aegis_ai_conversations_owner ON aegis_ai_conversations (owner, updated_at);
      CREATE INDEX aegis_ai_conversations_updated ON aegis_ai_conversations (updated_at);
      CREATE TABLE aegis_ai_messages (
        conversation_id text NOT NULL REFERENCES aegis_ai_conversations (id) ON DELETE CASCADE,
        position ${integer} NOT NULL,
        message text NOT NULL,
        PRIMARY KEY (conversation_id, position)
      );
      CREATE TABLE aegis_ai_approvals (
        id text PRIMARY KEY,
        owner text NOT NULL,
        tool text NOT NULL,
        input text NOT NULL,
        summary text NOT NULL,
        created_at ${timestamp} NOT NULL,
        expires_at ${timestamp} NOT NULL
      );
      CREATE INDEX aegis_ai_approvals_owner ON aegis_ai_approvals (owner, created_at);
      CREATE INDEX aegis_ai_approvals_expires ON aegis_ai_approvals (expires_at);
      CREATE TABLE aegis_ai_budgets (
        day text NOT NULL,
        budget text NOT NULL,
        tokens ${integer} NOT NULL,
        micro_usd ${integer} NOT NULL,
        PRIMARY KEY (day, budget)
      );
      CREATE TABLE aegis_ai_usage (
        id text PRIMARY KEY,
        at ${timestamp} NOT NULL,
        day text NOT NULL,
        owner text NOT NULL,
        action text NOT NULL,
        model text NOT NULL,
        input_tokens ${integer} NOT NULL,
        output_tokens ${integer} NOT NULL,
        cost_micro_usd ${integer},
        outcome text NOT NULL,
        error text,
        duration_ms ${integer} NOT NULL,
        first_output_ms ${integer}
      );
      CREATE INDEX aegis_ai_usage_at ON aegis_ai_usage (at);
      CREATE INDEX aegis_ai_usage_owner ON aegis_ai_usage (owner, at);`,
    // The index of active responses lets one of a conversation run at a time.
    ({ timestamp, integer }) => `
      CREATE TABLE aegis_ai_responses (
        id text PRIMARY KEY,
        conversation_id text NOT NULL REFERENCES aegis_ai_conversations (id) ON DELETE CASCADE,
        owner text NOT NULL,
        model text NOT NULL,
        state text NOT NULL,
        created_at ${timestamp} NOT NULL,
        updated_at ${timestamp} NOT NULL,
        last_position ${integer} NOT NULL
      );
      CREATE UNIQUE INDEX aegis_ai_responses_active ON aegis_ai_responses (conversation_id)
        WHERE state IN ('queued', 'running');
      CREATE INDEX aegis_ai_responses_conversation ON aegis_ai_responses (conversation_id);
      CREATE INDEX aegis_ai_responses_updated ON aegis_ai_responses (updated_at);
      CREATE TABLE aegis_ai_chunks (
        response_id text NOT NULL REFERENCES aegis_ai_responses (id) ON DELETE CASCADE,
        position ${integer} NOT NULL,
        chunk text NOT NULL,
        PRIMARY KEY (response_id, position)
      );`,
  ],
};
