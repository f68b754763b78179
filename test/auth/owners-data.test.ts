import { randomUUID } from "node:crypto";
import { appendFileSync, cpSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aegis } from "../command.ts";
import { git } from "../evolve/project.ts";
import { rememberingWorkspace, stackOf } from "../make/application.ts";
import { runIn } from "../matrix/workspace.ts";
import { createDatabase, dropDatabase, isReachable, SERVER } from "../postgres.ts";

const hasServer = await isReachable(SERVER);
if (!hasServer) console.warn(`no PostgreSQL at ${SERVER}: accounts beside data on it are not tested`);
const engines = hasServer || process.env.CI ? ["sqlite", "postgres"] : ["sqlite"];

const OWN_LINE = 'export * from "./notes/tables.ts";\n';

describe.each(engines)("what an application has on %s", (engine) => {
  const name = `owners_${randomUUID().replaceAll("-", "")}`;
  const env = engine === "sqlite" ? {} : { DATABASE_URL: `${SERVER}/${name}` };
  let folder = "";

  function run(command: string, ...words: string[]): string {
    const { status, output } = runIn(folder, command, words, { NODE_ENV: "development", ...env });
    expect(status, output).toBe(0);
    return output;
  }
  const own = (...words: string[]) => run("node", "app/cli/bin.js", ...words);
  const notes = (...bodies: string[]): string[] =>
    JSON.parse(run("node", "app/services/notes/notes.ts", ...bodies));
  const rowsOf = (table: string): number | undefined =>
    JSON.parse(own("db", "status", "--json")).tables.find((found: { name: string }) => found.name === table)
      ?.rows;

  async function evolve(...words: string[]): Promise<void> {
    git(folder, "add", "--all");
    git(folder, "commit", "--quiet", "--message", `before ${words.join(" ")}`);
    const { code, stderr } = await aegis([...words, "--no-install"], { cwd: folder });
    expect(code, stderr).toBe(0);
  }

  beforeAll(() => {
    folder = rememberingWorkspace(stackOf([`database[${engine}]`]));
    if (engine === "postgres") createDatabase(folder, SERVER, name);
    git(folder, "init", "--quiet");
    cpSync(join(import.meta.dirname, "application"), join(folder, "app/services/notes"), { recursive: true });
    appendFileSync(join(folder, "app/services/tables.ts"), OWN_LINE);
    run("npm", "run", "db:generate");
    own("db", "migrate");
  });
  afterAll(() => {
    if (engine === "postgres") dropDatabase(folder, SERVER, name);
    rmSync(folder, { recursive: true, force: true });
  });

  test("is all there when accounts are added, and when they are removed", async () => {
    expect(notes("one", "two")).toEqual(["one", "two"]);

    await evolve("add", "auth");
    run("npm", "run", "db:generate");
    own("db", "migrate");
    own("ops", "users", "create", "ada@example.com", "--name", "Ada", "--role", "admin");
    expect(notes("three")).toEqual(["one", "three", "two"]);
    expect(rowsOf("users")).toBe(1);

    await evolve("remove", "auth", "--yes");
    expect(readFileSync(join(folder, "app/services/tables.ts"), "utf8")).toContain(OWN_LINE);
    run("tsc");
    expect(notes("zero")).toEqual(["one", "three", "two", "zero"]);
    // To drop the accounts' tables is the owner's decision: whoever adds auth again finds the accounts.
    expect(rowsOf("users")).toBe(1);

    await evolve("add", "auth");
    expect(own("ops", "users", "list")).toContain("ada@example.com");
    expect(run("npm", "run", "db:generate")).toContain("nothing to migrate");
  });
});
