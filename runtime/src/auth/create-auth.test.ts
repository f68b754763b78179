import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { pino } from "pino";
import { expect, test } from "vitest";
import { createCache } from "../cache/index.ts";
import { createFreshSqlite } from "../database/fresh-database.fixture.ts";
import { createAuth } from "./create-auth.ts";
import { authTables } from "./engine-tables/index.ts";
import { GOOD_PASSWORD, mailTexts, ORIGIN } from "./fresh-auth.fixture.ts";
import { sqliteMigrations } from "./tables.fixture.ts";
import { createSqliteAuthTables } from "./tables.ts";

const timestamp = () => integer({ mode: "timestamp_ms" });

/** The users of an application whose owner has added two columns. */
const users = sqliteTable("users", {
  id: text().primaryKey(),
  name: text().notNull(),
  email: text().notNull(),
  emailVerified: integer({ mode: "boolean" }).notNull(),
  image: text(),
  role: text().notNull(),
  deactivatedAt: timestamp(),
  createdAt: timestamp().notNull(),
  updatedAt: timestamp().notNull(),
  nickname: text(),
  bornAt: timestamp(),
});

const [migration] = sqliteMigrations;
const statements = [
  ...(migration?.statements ?? []),
  "ALTER TABLE users ADD nickname text",
  "ALTER TABLE users ADD born_at integer",
];
const migrations = [{ name: "0000_extended", statements, hash: "extended", generatedAt: 1 }];

async function createExtendedAuth() {
  const database = await createFreshSqlite(migrations, [authTables]);
  const log = pino({ enabled: false });
  const auth = createAuth({
    settings: {
      AUTH_SECRET: "what cookies are signed with in this test",
      PUBLIC_URL: undefined,
      PORT: undefined,
    },
    name: "my-app",
    dataDirectory: "/nowhere",
    path: "/api/v1/auth",
    log,
    database,
    tables: { ...createSqliteAuthTables(), users },
    roles: ["user", "admin"],
    mail: { transport: { kind: "none" }, deliver: async () => {}, isReachedByCommands: false },
    mails: mailTexts,
    cache: createCache({ settings: { CACHE_ENTRIES: 10, CACHE_BYTES: 100_000 }, log }),
  });
  return { auth, db: database.db };
}

test("a column that an owner adds to users is part of a session's user, read from the cache too", async () => {
  const { auth, db } = await createExtendedAuth();
  const bornAt = new Date(Date.UTC(1815, 11, 10));
  const { id, email } = await auth.users.create({
    name: "Ada",
    email: "ada@example.com",
    password: GOOD_PASSWORD,
  });
  await db.update(users).set({ nickname: "Countess", bornAt });
  const request = new Request(`${ORIGIN}/sign-in`, { method: "POST", headers: { origin: ORIGIN } });
  const form = { email, password: GOOD_PASSWORD, stay: true };
  const cookies = await auth.account.signIn(form, { request, client: "192.0.2.1" });
  const header = cookies.map((cookie) => cookie.split(";")[0]).join("; ");
  for (let count = 0; count < 2; count++) {
    const { session } = await auth.identify(header);
    const nickname: string | null | undefined = session?.user.nickname;
    const role: "user" | "admin" | undefined = session?.user.role;
    expect([nickname, role]).toEqual(["Countess", "user"]);
    expect(session?.user).toEqual({ id, name: "Ada", email, image: null, role: "user", nickname, bornAt });
  }
});

test("an application without the role of operators is refused", async () => {
  const database = await createFreshSqlite(sqliteMigrations);
  const create = () =>
    createAuth({
      settings: { AUTH_SECRET: undefined, PUBLIC_URL: undefined, PORT: undefined },
      name: "my-app",
      dataDirectory: "/nowhere",
      path: "/api/v1/auth",
      log: pino({ enabled: false }),
      database,
      tables: createSqliteAuthTables(),
      roles: ["reader", "writer"],
      mail: { transport: { kind: "none" }, deliver: async () => {}, isReachedByCommands: false },
      mails: mailTexts,
    });
  expect(create).toThrow('must contain "admin"');
});
