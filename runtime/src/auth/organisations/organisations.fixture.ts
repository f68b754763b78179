import { boolean, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import { createFreshPostgres, createFreshSqlite } from "../../database/fresh-database.fixture.ts";
import { createId, type Database, type Migration } from "../../database/index.ts";
import { createDefineMail, type MailMessage } from "../../mail/index.ts";
import { getTestServer } from "../../testing/postgres/index.ts";
import { authTables } from "../engine-tables/index.ts";
import { createOrganisations } from "./create-organisations.ts";
import type { InvitationMailProps } from "./invitations-service.ts";
import { createSqliteOrganisationTables, type SqliteOrganisationTables } from "./sqlite-tables.ts";

const invitationMail = createDefineMail(
  (title, body) => `<title>${title}</title>${body}`,
)<InvitationMailProps>({
  subject: () => "You are invited",
  body: ({ from, link }) => [
    { paragraph: `${from} invites you.` },
    { action: "See the invitation", url: link },
  ],
});

/** The roles of the tests' organisations. */
const TEST_ROLES = ["member", "admin", "owner"] as const;

export type TestRole = (typeof TEST_ROLES)[number];

const createStatements = (time: string, flag: string) => [
  `CREATE TABLE users (id text PRIMARY KEY, name text NOT NULL, email text NOT NULL UNIQUE, email_verified ${flag} NOT NULL,
    deactivated_at ${time}, updated_at ${time} NOT NULL)`,
  `CREATE TABLE organisations (id text PRIMARY KEY, name text NOT NULL, created_at ${time} NOT NULL, updated_at ${time} NOT NULL)`,
  `CREATE TABLE members (organisation_id text NOT NULL REFERENCES organisations ON DELETE CASCADE,
    user_id text NOT NULL REFERENCES users ON DELETE CASCADE, role text NOT NULL, created_at ${time} NOT NULL,
    PRIMARY KEY (organisation_id, user_id))`,
  `CREATE TABLE invitations (id text PRIMARY KEY, organisation_id text NOT NULL REFERENCES organisations ON DELETE CASCADE,
    email text NOT NULL, role text NOT NULL, invited_by text REFERENCES users ON DELETE SET NULL, expires_at ${time} NOT NULL,
    created_at ${time} NOT NULL)`,
  "CREATE UNIQUE INDEX invitations_once ON invitations (organisation_id, email)",
];

const createMigrations = (time: string, flag: string): Migration[] => [
  {
    name: "0000_organisations",
    statements: createStatements(time, flag),
    hash: `${time}-${flag}`,
    generatedAt: 1,
  },
];

const createKey = () => text().primaryKey().$defaultFn(createId);
const createTimestamp = () => timestamp({ withTimezone: true, precision: 3 });

const postgresTables = {
  users: pgTable("users", {
    id: createKey(),
    name: text().notNull(),
    email: text().notNull(),
    emailVerified: boolean().notNull(),
    deactivatedAt: createTimestamp(),
    updatedAt: createTimestamp().notNull(),
  }),
  organisations: pgTable("organisations", {
    id: createKey(),
    name: text().notNull(),
    createdAt: createTimestamp().notNull(),
    updatedAt: createTimestamp().notNull(),
  }),
  members: pgTable("members", {
    organisationId: text().notNull(),
    userId: text().notNull(),
    role: text({ enum: TEST_ROLES }).notNull(),
    createdAt: createTimestamp().notNull(),
  }),
  invitations: pgTable("invitations", {
    id: createKey(),
    organisationId: text().notNull(),
    email: text().notNull(),
    role: text({ enum: TEST_ROLES }).notNull(),
    invitedBy: text(),
    expiresAt: createTimestamp().notNull(),
    createdAt: createTimestamp().notNull(),
  }),
};

const sqliteTables = createSqliteOrganisationTables<TestRole>(createId);

/** The engines that the tests find. */
export const TEST_ENGINES = [
  {
    engine: "SQLite",
    open: (): Promise<Database<object>> =>
      createFreshSqlite(createMigrations("integer", "integer"), [authTables]),
    tables: sqliteTables,
  },
  {
    engine: "PostgreSQL",
    open: (): Promise<Database<object>> =>
      createFreshPostgres(createMigrations("timestamptz(3)", "boolean"), [authTables]),
    tables: postgresTables,
  },
].filter(({ engine }) => engine === "SQLite" || getTestServer() !== undefined);

/** Organisations on a database of their own. Mails are collected. */
export async function createTestOrganisations(
  { open, tables }: (typeof TEST_ENGINES)[number],
  now: () => number = Date.now,
) {
  const database = await open();
  const db = database.portable;
  const sent: MailMessage[] = [];
  const { organisations, invitations } = createOrganisations({
    database,
    tables,
    roles: TEST_ROLES,
    deliver: async (message) => void sent.push(message),
    mail: invitationMail,
    linkTo: (invitation) => `https://app.example/invitations/${invitation}`,
    now,
  });

  /** Creates an account. @returns its id */
  async function createUser(email: string, emailVerified = true): Promise<string> {
    const id = createId();
    const name = email.split("@")[0] ?? "";
    const { users } = sqliteTables;
    await db
      .insert(tables.users as typeof users)
      .values({ id, name, email, emailVerified, updatedAt: new Date() });
    return id;
  }

  return {
    database,
    db,
    tables: tables as SqliteOrganisationTables,
    sent,
    organisations,
    invitations,
    createUser,
  };
}
