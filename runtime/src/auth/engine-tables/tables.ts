import type { PortableColumns } from "../../database/index.ts";

/** The tables that accounts keep beside those of the application. Their columns are those that the steps of `authTables` create. */
export const createAuthEngineTables = ({
  id,
  index,
  integer,
  table,
  text,
  timestamp,
  uniqueIndex,
}: PortableColumns) => ({
  /** How many requests a client has sent lately. */
  rateLimits: table(
    "aegis_rate_limits",
    {
      id: id(),
      key: text().notNull(),
      count: integer().notNull(),
      /** Milliseconds since 1970. */
      lastRequest: integer().notNull(),
    },
    (limits) => [uniqueIndex("aegis_rate_limits_key").on(limits.key)],
  ),
  /** Attempts to sign in with an e-mail address since one succeeded, whether or not it has an account. */
  signInFailures: table("aegis_sign_in_failures", {
    /** The hash of the e-mail address. */
    id: text().primaryKey(),
    count: integer().notNull(),
    /** While the address is locked: when it was. */
    lastAt: timestamp().notNull(),
  }),
  /** What operators have done. Rows are only added; those that are too old are deleted. */
  auditEntries: table(
    "aegis_audit_entries",
    {
      id: id(),
      at: timestamp().notNull(),
      /** Null for a password or a command. It refers to no user, so that entries outlive their actors. */
      actorId: text(),
      /** Readable when the user is gone. */
      actor: text().notNull(),
      action: text().notNull(),
      target: text(),
      outcome: text({ enum: ["done", "failed"] }).notNull(),
      requestId: text(),
      address: text(),
    },
    (entries) => [index("aegis_audit_entries_at").on(entries.at)],
  ),
});

/** These tables, as the queries know them. */
export type AuthEngineTables = ReturnType<typeof createAuthEngineTables>;
