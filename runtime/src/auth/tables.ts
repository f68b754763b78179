import type { Column, Table } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { createId, type PortableColumns, type PortableDb } from "../database/index.ts";
import { type AuthEngineTables, createAuthEngineTables } from "./engine-tables/tables.ts";

const id = () => text().primaryKey().$defaultFn(createId);
const timestamp = () => integer({ mode: "timestamp_ms" });
const dates = () => ({ createdAt: timestamp().notNull(), updatedAt: timestamp().notNull() });

/** The tables of accounts on SQLite. Those of an application have the same columns, and maybe more, in its own dialect. */
export function createSqliteAuthTables() {
  const users = sqliteTable(
    "users",
    {
      id: id(),
      name: text().notNull(),
      /** In lower case. */
      email: text().notNull(),
      emailVerified: integer({ mode: "boolean" }).notNull(),
      image: text(),
      role: text().notNull(),
      /** Set: the user may not sign in. */
      deactivatedAt: timestamp(),
      ...dates(),
    },
    (table) => [uniqueIndex("users_email").on(table.email)],
  );
  const userId = () =>
    text()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" });
  return {
    users,
    sessions: sqliteTable(
      "sessions",
      {
        id: id(),
        userId: userId(),
        token: text().notNull(),
        expiresAt: timestamp().notNull(),
        ipAddress: text(),
        userAgent: text(),
        ...dates(),
      },
      (table) => [uniqueIndex("sessions_token").on(table.token)],
    ),
    accounts: sqliteTable(
      "accounts",
      {
        id: id(),
        userId: userId(),
        providerId: text().notNull(),
        accountId: text().notNull(),
        password: text(),
        accessToken: text(),
        refreshToken: text(),
        idToken: text(),
        accessTokenExpiresAt: timestamp(),
        refreshTokenExpiresAt: timestamp(),
        scope: text(),
        ...dates(),
      },
      (table) => [uniqueIndex("accounts_provider").on(table.providerId, table.accountId)],
    ),
    verifications: sqliteTable(
      "verifications",
      {
        id: id(),
        identifier: text().notNull(),
        value: text().notNull(),
        expiresAt: timestamp().notNull(),
        ...dates(),
      },
      (table) => [index("verifications_identifier").on(table.identifier)],
    ),
  };
}

type OwnTables = ReturnType<typeof createSqliteAuthTables>;

/** The tables of accounts, as the queries know them. */
export type SqliteAuthTables = OwnTables & AuthEngineTables;

/** A row of the users table, without the columns that an application adds. */
export type UserRow = SqliteAuthTables["users"]["$inferSelect"];

/** A table of the application that has these columns, whatever its dialect. */
type TableWith<Name extends string> = Table & Readonly<Record<Name, Column>>;

type ColumnsOf<Name extends keyof OwnTables> = keyof OwnTables[Name]["_"]["columns"] & string;

/** The users table of an application: the columns of accounts, and those that its owner adds. */
export type UsersTable = TableWith<ColumnsOf<"users">> & { readonly $inferSelect: UserRow };

/** The tables in which an application keeps its accounts. */
export type AuthTables<Users extends UsersTable = UsersTable> = {
  readonly [Name in Exclude<keyof OwnTables, "users">]: TableWith<ColumnsOf<Name>>;
} & { readonly users: Users };

/** Where accounts are kept. Inside of a transaction `db` is the one of the transaction. */
export interface AuthStore {
  readonly db: PortableDb;
  readonly tables: SqliteAuthTables;
}

/** The tables of an application with those of the runtime, in its dialect. Only the types of dialects differ. */
export const createStoreTables = (own: AuthTables, columns: PortableColumns) =>
  ({ ...own, ...createAuthEngineTables(columns) }) as SqliteAuthTables;
