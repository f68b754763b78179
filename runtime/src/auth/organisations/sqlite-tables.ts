import { randomUUID } from "node:crypto";
import { integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

const createTimestamp = () => integer({ mode: "timestamp_ms" });

/**
 * The tables on SQLite, with the columns that the queries use. Those of an application have them in its own dialect.
 *
 * @param newId ids in the order of their creation
 */
export const createSqliteOrganisationTables = <Role extends string = string>(
  newId: () => string = randomUUID,
) => ({
  users: sqliteTable("users", {
    id: text().primaryKey().$defaultFn(newId),
    name: text().notNull(),
    email: text().notNull(),
    emailVerified: integer({ mode: "boolean" }).notNull(),
    deactivatedAt: createTimestamp(),
    updatedAt: createTimestamp().notNull(),
  }),
  organisations: sqliteTable("organisations", {
    id: text().primaryKey().$defaultFn(newId),
    name: text().notNull(),
    createdAt: createTimestamp().notNull(),
    updatedAt: createTimestamp().notNull(),
  }),
  members: sqliteTable(
    "members",
    {
      organisationId: text().notNull(),
      userId: text().notNull(),
      role: text().$type<Role>().notNull(),
      createdAt: createTimestamp().notNull(),
    },
    (members) => [primaryKey({ columns: [members.organisationId, members.userId] })],
  ),
  invitations: sqliteTable(
    "invitations",
    {
      id: text().primaryKey().$defaultFn(newId),
      organisationId: text().notNull(),
      email: text().notNull(),
      role: text().$type<Role>().notNull(),
      invitedBy: text(),
      expiresAt: createTimestamp().notNull(),
      createdAt: createTimestamp().notNull(),
    },
    (invitations) => [uniqueIndex("invitations_once").on(invitations.organisationId, invitations.email)],
  ),
});

/** The tables, as the queries know them. */
export type SqliteOrganisationTables = ReturnType<typeof createSqliteOrganisationTables>;
