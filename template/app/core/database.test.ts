import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { integer, table } from "./columns.ts";
import { ROOT } from "./constants.ts";
import { freshDatabase } from "./database.fixture.ts";
import { database, db } from "./database.ts";

const MIGRATIONS_DIRECTORY = join(ROOT, "migrations");

test("the database behind db is one for these tests, and no one else's", async () => {
  expect((await database.facts()).place).toMatch(/test-/);
  expect(db).toBe(database.engine.db);
});

const nowhere = table("never_migrated", { count: integer() });

test("a table that no migration has made is a sentence that says what to do", async () => {
  const own = await freshDatabase();
  const error: unknown = await own.db
    .select()
    .from(nowhere)
    .then(undefined, (thrown: unknown) => thrown);
  expect(error).toMatchObject({
    code: "database.not-migrated",
    message: expect.stringContaining("never_migrated"),
    hint: expect.stringContaining("db migrate"),
  });
});

/** Lets drizzle-kit add to a folder of migrations, as `npm run db:generate` does. */
function generate(folder: string): void {
  const own = join(folder, "drizzle.config.ts");
  // It takes paths from the working directory only.
  const changes = { schema: "app/services/tables.ts", out: relative(ROOT, folder) };
  writeFileSync(
    own,
    `import config from ${JSON.stringify(join(ROOT, "drizzle.config.ts"))};
     export default { ...config, ...${JSON.stringify(changes)} };`,
  );
  const command = join(ROOT, "node_modules/drizzle-kit/bin.cjs");
  const args = [command, "generate", "--config", relative(ROOT, own)];
  const { stderr, status } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
}

test("the migrations make the tables as they are: otherwise run `npm run db:generate`", () => {
  // Within the application, so that what is imported from there is found.
  const cache = join(ROOT, "node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "generate-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  if (existsSync(MIGRATIONS_DIRECTORY)) cpSync(MIGRATIONS_DIRECTORY, folder, { recursive: true });
  generate(folder);
  const files = (of: string) =>
    existsSync(of) ? readdirSync(of).filter((name) => name.endsWith(".sql")) : [];
  expect(files(folder)).toEqual(files(MIGRATIONS_DIRECTORY));
});
