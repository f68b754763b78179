import { createHash } from "node:crypto";
import { boolean, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import { createId, type Migration } from "../database/index.ts";

const id = () => text().primaryKey().$defaultFn(createId);
const instant = () => timestamp({ withTimezone: true, precision: 3 });
const dates = () => ({ createdAt: instant().notNull(), updatedAt: instant().notNull() });

/** The tables of accounts on PostgreSQL, as an application has them. */
export const createPostgresAuthTables = () => ({
  users: pgTable("users", {
    id: id(),
    name: text().notNull(),
    email: text().notNull(),
    emailVerified: boolean().notNull(),
    image: text(),
    role: text().notNull(),
    deactivatedAt: instant(),
    ...dates(),
  }),
  sessions: pgTable("sessions", {
    id: id(),
    userId: text().notNull(),
    token: text().notNull(),
    expiresAt: instant().notNull(),
    ipAddress: text(),
    userAgent: text(),
    ...dates(),
  }),
  accounts: pgTable("accounts", {
    id: id(),
    userId: text().notNull(),
    providerId: text().notNull(),
    accountId: text().notNull(),
    password: text(),
    accessToken: text(),
    refreshToken: text(),
    idToken: text(),
    accessTokenExpiresAt: instant(),
    refreshTokenExpiresAt: instant(),
    scope: text(),
    ...dates(),
  }),
  verifications: pgTable("verifications", {
    id: id(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: instant().notNull(),
    ...dates(),
  }),
});

interface ColumnTypes {
  readonly time: string;
  readonly flag: string;
}

const createStatements = ({ time, flag }: ColumnTypes): readonly string[] => [
  `CREATE TABLE users (id text PRIMARY KEY, name text NOT NULL, email text NOT NULL, email_verified ${flag} NOT NULL,
    image text, role text NOT NULL, deactivated_at ${time}, created_at ${time} NOT NULL, updated_at ${time} NOT NULL)`,
  "CREATE UNIQUE INDEX users_email ON users (email)",
  `CREATE TABLE sessions (id text PRIMARY KEY, user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    token text NOT NULL, expires_at ${time} NOT NULL, ip_address text, user_agent text, created_at ${time} NOT NULL,
    updated_at ${time} NOT NULL)`,
  "CREATE UNIQUE INDEX sessions_token ON sessions (token)",
  `CREATE TABLE accounts (id text PRIMARY KEY, user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    provider_id text NOT NULL, account_id text NOT NULL, password text, access_token text, refresh_token text,
    id_token text, access_token_expires_at ${time}, refresh_token_expires_at ${time}, scope text,
    created_at ${time} NOT NULL, updated_at ${time} NOT NULL)`,
  "CREATE UNIQUE INDEX accounts_provider ON accounts (provider_id, account_id)",
  `CREATE TABLE verifications (id text PRIMARY KEY, identifier text NOT NULL, value text NOT NULL,
    expires_at ${time} NOT NULL, created_at ${time} NOT NULL, updated_at ${time} NOT NULL)`,
];

function createMigration(types: ColumnTypes): Migration {
  const statements = createStatements(types);
  const hash = createHash("sha256").update(statements.join(";")).digest("hex");
  return { name: "0000_accounts", statements, hash, generatedAt: 1 };
}

/** What creates the tables on SQLite. */
export const sqliteMigrations: readonly Migration[] = [createMigration({ time: "integer", flag: "integer" })];

/** What creates them on PostgreSQL. */
export const postgresMigrations: readonly Migration[] = [
  createMigration({ time: "timestamptz(3)", flag: "boolean" }),
];
