import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import { createFreshSqlite } from "../database/fresh-database.fixture.ts";
import { createAuth } from "./create-auth.ts";
import { authTables } from "./engine-tables/index.ts";
import { mailTexts } from "./fresh-auth.fixture.ts";
import { sqliteMigrations } from "./tables.fixture.ts";
import { createSqliteAuthTables } from "./tables.ts";

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "auth-secret-"));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

test("what is set is taken, and nothing is written", async () => {
  const place = folder();
  for (const AUTH_SECRET of ["what cookies are signed with in this test", undefined]) {
    const database = await createFreshSqlite(sqliteMigrations, [authTables]);
    const auth = createAuth({
      settings: { AUTH_SECRET, PUBLIC_URL: undefined, PORT: undefined },
      name: "my-app",
      dataDirectory: place,
      path: "/api/v1/auth",
      log: pino({ enabled: false }),
      database,
      tables: createSqliteAuthTables(),
      roles: ["user", "admin"],
      mail: { transport: { kind: "none" }, deliver: async () => {}, isReachedByCommands: false },
      mails: mailTexts,
    });
    await auth.identify(`my-app.session_token=${"a".repeat(32)}.${"b".repeat(32)}`);
    expect(readdirSync(place)).toEqual(AUTH_SECRET === undefined ? ["auth-secret"] : []);
  }
});
