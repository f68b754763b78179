import { boolean, id, index, integer, table, text, timestamp, uniqueIndex } from "#app/core/columns.ts";

/** People who can sign in. */
export const users = table(
  "users",
  {
    id: id(),
    name: text().notNull(),
    /** In lower case. */
    email: text().notNull(),
    emailVerified: boolean().notNull(),
    image: text(),
    role: text().notNull(),
    /** Set: may not sign in. */
    deactivatedAt: timestamp(),
    createdAt: timestamp().notNull(),
    updatedAt: timestamp().notNull(),
  },
  (users) => [uniqueIndex("users_email").on(users.email)],
);

/** Who is signed in, and where. The token is worth nothing without the signature that the cookie carries. */
export const sessions = table(
  "sessions",
  {
    id: id(),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    token: text().notNull(),
    expiresAt: timestamp().notNull(),
    ipAddress: text(),
    userAgent: text(),
    createdAt: timestamp().notNull(),
    updatedAt: timestamp().notNull(),
  },
  (sessions) => [
    uniqueIndex("sessions_token").on(sessions.token),
    index("sessions_user").on(sessions.userId),
    index("sessions_expiry").on(sessions.expiresAt),
  ],
);

/** How a person can sign in: by a password (its hash), or through another provider. */
export const accounts = table(
  "accounts",
  {
    id: id(),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    providerId: text().notNull(),
    accountId: text().notNull(),
    password: text(),
    accessToken: text(),
    refreshToken: text(),
    idToken: text(),
    accessTokenExpiresAt: timestamp(),
    refreshTokenExpiresAt: timestamp(),
    scope: text(),
    createdAt: timestamp().notNull(),
    updatedAt: timestamp().notNull(),
  },
  (accounts) => [
    uniqueIndex("accounts_provider").on(accounts.providerId, accounts.accountId),
    index("accounts_user").on(accounts.userId),
  ],
);

/** Tokens that were sent to a user and are valid once and for a short time, such as that of a password reset. Stored as hashes. */
export const verifications = table(
  "verifications",
  {
    id: id(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: timestamp().notNull(),
    createdAt: timestamp().notNull(),
    updatedAt: timestamp().notNull(),
  },
  (verifications) => [
    index("verifications_identifier").on(verifications.identifier),
    index("verifications_expiry").on(verifications.expiresAt),
  ],
);

/** How often an address has asked for something lately. */
export const rateLimits = table(
  "rate_limits",
  {
    id: id(),
    key: text().notNull(),
    count: integer().notNull(),
    /** Milliseconds since 1970. */
    lastRequest: integer().notNull(),
  },
  (limits) => [uniqueIndex("rate_limits_key").on(limits.key)],
);

/** Attempts to sign in with an e-mail address since one was right, whether or not anybody has it. */
export const signInFailures = table("sign_in_failures", {
  /** The address's hash: what people mistype is not to be kept. */
  id: text().primaryKey(),
  count: integer().notNull(),
  /** While it is locked: when it was. */
  lastAt: timestamp().notNull(),
});

/** What operators have done. Rows are only ever added; those too old are dropped. */
export const auditEntries = table(
  "audit_entries",
  {
    id: id(),
    at: timestamp().notNull(),
    /** Who: a user's id, or null for a password or a command. */
    actorId: text(),
    /** Who, in words that stay readable when the user is gone. */
    actor: text().notNull(),
    action: text().notNull(),
    target: text(),
    outcome: text({ enum: ["done", "failed"] }).notNull(),
    requestId: text(),
    address: text(),
  },
  (entries) => [index("audit_entries_at").on(entries.at)],
);
