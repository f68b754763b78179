import type { EngineTables } from "../../database/engine-tables/index.ts";

/**
 * The tables in which a database keeps the limits of requests, failed attempts to sign in, and the audit log. List them in
 * `engineTables` of the application's database.
 */
export const authTables: EngineTables = {
  capability: "auth",
  steps: [
    ({ timestamp, integer }) => `
      CREATE TABLE aegis_rate_limits (
        id text PRIMARY KEY,
        "key" text NOT NULL,
        count ${integer} NOT NULL,
        last_request ${integer} NOT NULL
      );
      CREATE UNIQUE INDEX aegis_rate_limits_key ON aegis_rate_limits ("key");
      CREATE TABLE aegis_sign_in_failures (
        id text PRIMARY KEY,
        count ${integer} NOT NULL,
        last_at ${timestamp} NOT NULL
      );
      CREATE TABLE aegis_audit_entries (
        id text PRIMARY KEY,
        at ${timestamp} NOT NULL,
        actor_id text,
        actor text NOT NULL,
        action text NOT NULL,
        target text,
        outcome text NOT NULL,
        request_id text,
        address text
      );
      CREATE INDEX aegis_audit_entries_at ON aegis_audit_entries (at);`,
  ],
};
