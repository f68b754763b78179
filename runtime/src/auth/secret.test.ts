import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import { createFreshSqlite } from "../database/fresh-database.fixture.ts";
import { createAuth } from "./create-auth.ts";
import { authTables } from "./engine-tables/index.ts";
import { mailTexts } from "./fresh-auth.fixture.ts";
import { readStoredSecret } from "./secret.ts";
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

test("without one, one is made that only its owner can read, and it stays", () => {
  const file = join(folder(), "data/secret");
  const made = readStoredSecret(file);
  expect(made).toMatch(/^[\w-]{43}$/);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readStoredSecret(file)).toBe(made);
});

test("a file that holds no secret gets one", () => {
  const file = join(folder(), "secret");
  writeFileSync(file, "short");
  const made = readStoredSecret(file);
  expect(made.length).toBeGreaterThan(40);
  expect(readFileSync(file, "utf8").trim()).toBe(made);
});

test("where nothing can be written, the system's error says so", () => {
  const file = join(folder(), "a-file");
  writeFileSync(file, "");
  expect(() => readStoredSecret(join(file, "secret"))).toThrow(/ENOTDIR|EEXIST/);
});

test("processes that begin at once have one secret", async () => {
  const file = join(folder(), "secret");
  const script = `import { readStoredSecret } from "./secret.ts"; process.stdout.write(readStoredSecret(process.argv[1]));`;
  const run = async () => {
    const env = { PATH: process.env.PATH, NODE_ENV: "test" };
    const child = spawn(process.execPath, ["--input-type=module", "--eval", script, file], {
      cwd: import.meta.dirname,
      env,
    });
    const [said] = await Promise.all([text(child.stdout), once(child, "exit")]);
    return said;
  };
  const said = await Promise.all([run(), run(), run()]);
  expect(new Set(said)).toEqual(new Set([readFileSync(file, "utf8").trim()]));
});
