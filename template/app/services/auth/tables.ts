import { boolean, id, index, table, text, timestamp, uniqueIndex } from "#app/core/columns.ts";

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
