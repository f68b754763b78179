import { pino } from "pino";
import { createAuth } from "../auth/create-auth.ts";
import { authTables } from "../auth/engine-tables/index.ts";
import { GOOD_PASSWORD, mailTexts, ORIGIN } from "../auth/fresh-auth.fixture.ts";
import { sqliteMigrations } from "../auth/tables.fixture.ts";
import { createSqliteAuthTables } from "../auth/tables.ts";
import { createFreshSqlite } from "../database/fresh-database.fixture.ts";
import { aiTables } from "./engine-tables/index.ts";

/** Accounts as an application has them, on a SQLite file of the calling test that has the tables of models, too. */
export async function createTestAccounts() {
  const database = await createFreshSqlite(sqliteMigrations, [authTables, aiTables]);
  const auth = createAuth({
    settings: {
      AUTH_SECRET: "what cookies are signed with in this test",
      PUBLIC_URL: undefined,
      PORT: undefined,
    },
    name: "shop",
    dataDirectory: "/nonexistent",
    path: "/api/v1/auth",
    log: pino({ enabled: false }),
    database,
    tables: createSqliteAuthTables(),
    roles: ["user", "admin"],
    mail: { transport: { kind: "none" }, deliver: async () => {}, isReachedByCommands: false },
    mails: mailTexts,
  });
  const createUser = (name: string) =>
    auth.users.create({ name, email: `${name}@example.com`, password: GOOD_PASSWORD });

  /** @returns the Cookie header of a browser in which the user has signed in */
  async function signIn(email: string): Promise<string> {
    const request = new Request(`${ORIGIN}/sign-in`, { method: "POST", headers: { origin: ORIGIN } });
    const body = { email, password: GOOD_PASSWORD };
    const { cookies } = await auth.submit({ path: "/sign-in/email", body, request, client: "192.0.2.1" });
    return cookies.map((cookie) => cookie.split(";")[0]).join("; ");
  }

  return { database, auth, createUser, signIn };
}
