import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { aegis } from "../command.ts";
import { pathWith } from "../stand-in.ts";
import { git, project } from "./project.ts";

const add = ["add", "database"];

/** Every call of npm is written down; what it does is the test's. */
const npm = (body: string) => ({ PATH: pathWith({ npm: `echo "$@" >> .calls; ${body}` }) });

const calls = (folder: string) =>
  readFileSync(join(folder, ".calls"), "utf8")
    .trim()
    .split("\n")
    .map((line) => line.replace(/ --.*/, ""));

test("after writing: installed, migrations made and shown, checked", async () => {
  const cwd = await project("");
  const env = npm(
    '[ "$2" = db:generate ] && mkdir migrations && echo "CREATE TABLE x;" > migrations/0000_x.sql; exit 0',
  );
  const { code, stdout } = await aegis(add, { cwd, env });
  expect(code).toBe(0);
  expect(calls(cwd)).toEqual(["install", "run db:generate", "run check"]);
  expect(stdout).toContain("New migration migrations/0000_x.sql:\n    CREATE TABLE x;");
  expect(stdout).not.toContain("drops data");
});

test("a migration that would drop data is not passed over", async () => {
  const cwd = await project("");
  const env = npm(
    '[ "$2" = db:generate ] && mkdir migrations && echo "DROP TABLE invoices;" > migrations/0000_x.sql; exit 0',
  );
  const { stdout } = await aegis(add, { cwd, env });
  expect(stdout).toContain("It drops data that an earlier part of the application made.");
});

test("after a removal no migration is made: it would drop the tables whose code has gone", async () => {
  const cwd = await project("scheduler[database],database");
  const env = npm("exit 0");
  expect((await aegis(["remove", "scheduler", "--yes"], { cwd, env })).code).toBe(0);
  expect(calls(cwd)).toEqual(["install", "run check"]);
});

test("another engine gets no migrations of the old one's, and its owner is told what to do", async () => {
  const cwd = await project("database[sqlite]");
  const { stdout } = await aegis(["add", "database[postgres]"], { cwd, env: npm("exit 0") });
  expect(calls(cwd)).toEqual(["install", "run check"]);
  expect(stdout).toContain("database[sqlite] becomes database[postgres].");
  expect(stdout).toContain(
    "move migrations/ away, run db:generate, and follow the guide that `docs database` of the application's command shows",
  );
});

test.each([
  ["install", "exit 7", "install-failed", ["install"]],
  [
    "db:generate",
    '[ "$2" = db:generate ] && exit 7; exit 0',
    "set-up-failed",
    ["install", "run db:generate"],
  ],
  [
    "check",
    '[ "$2" = check ] && echo "it does not fit" && exit 7; exit 0',
    "check-failed",
    ["install", "run db:generate", "run check"],
  ],
])("a failing %s leaves the files, and says how to go on", async (_, body, error, called) => {
  const cwd = await project("");
  const { code, stdout } = await aegis([...add, "--json"], { cwd, env: npm(body) });
  expect([code, JSON.parse(stdout).error.code]).toEqual([1, error]);
  expect(calls(cwd)).toEqual(called);
  expect(existsSync(join(cwd, "app/core/database.ts"))).toBe(true);
  expect(JSON.parse(readFileSync(join(cwd, "aegis.json"), "utf8")).components).toEqual(["database[sqlite]"]);
  expect(git(cwd, "status", "--porcelain")).toContain("app/core/database.ts");
});

test("--json answers with one object, whatever follows the writing", async () => {
  const cwd = await project("");
  const { stdout } = await aegis([...add, "--json"], { cwd, env: npm("exit 0") });
  expect(JSON.parse(stdout)).toMatchObject({
    command: "add database",
    added: ["database[sqlite]"],
    written: true,
    pending: false,
    installed: true,
    checked: true,
  });
});
