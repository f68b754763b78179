import { spawnSync } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { once } from "node:events";
import { openSync, readFileSync, renameSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { runIn } from "../matrix/workspace.ts";
import { dropDatabase, isReachable, SERVER } from "../postgres.ts";
import { countingApplication, startScript } from "./counting.ts";

const CLI = "app/cli/bin.js";
const ENTRYPOINTS = ["app/entrypoints/dev.ts", "app/entrypoints/scheduler.ts"];

const hasServer = await isReachable(SERVER);
if (!hasServer) console.warn(`no PostgreSQL at ${SERVER}: its faults are not tested`);
const engines = hasServer || process.env.CI ? ["sqlite", "postgres"] : ["sqlite"];

/** What a person reads of a fault: the sentence with its code, and the one that says what to do. Never a stack. */
function expectSentence(output: string, code: string): void {
  expect(output).not.toMatch(/^\s+at /m);
  expect(output.match(/^.+ \[[a-z]+\.[a-z-]+\]$/gm)).toHaveLength(1);
  expect(output).toContain(`[${code}]`);
  expect(output).not.toContain("hunter2");
}

describe.each(engines)("%s", (engine) => {
  let folder = "";
  const databases: string[] = [];
  beforeAll(() => {
    // With a table of its owner, and so with a migration.
    folder = countingApplication([`database[${engine}]`, "scheduler[database]"]);
  });
  afterAll(() => {
    if (engine === "postgres") for (const name of databases) dropDatabase(folder, SERVER, name);
    rmSync(folder, { recursive: true, force: true });
  });

  function addressOf(name: string): string {
    databases.push(name);
    return engine === "sqlite" ? `file:${join(folder, `${name}.db`)}` : `${SERVER}/${name}`;
  }
  const fresh = () => ({
    NODE_ENV: "development",
    PORT: "0",
    DATABASE_URL: addressOf(`fault_${randomUUID().replaceAll("-", "")}`),
  });
  const run = (env: NodeJS.ProcessEnv, ...words: string[]) => runIn(folder, "node", [CLI, ...words], env);

  /** The command and every entrypoint say the same, and end with 1. */
  async function expectEverywhere(env: NodeJS.ProcessEnv, code: string): Promise<void> {
    const command = run(env, "db", "status");
    expect(command.status).toBe(1);
    expectSentence(command.output, code);
    for (const script of ENTRYPOINTS) {
      const started = startScript(folder, [script], { ...env, LOG_LEVEL: "fatal" }, "pipe");
      onTestFinished(() => void started.kill("SIGKILL"));
      const [output, [exitCode]] = await Promise.all([text(started.stderr!), once(started, "exit")]);
      expect(exitCode, output).toBe(1);
      expectSentence(output, code);
    }
  }

  /** Puts one more migration into the folder for as long as `use` takes. */
  function withMigration(statements: readonly string[], use: () => void): void {
    const list = join(folder, "migrations/meta/_journal.json");
    const before = readFileSync(list, "utf8");
    const journal = JSON.parse(before);
    journal.entries.push({ idx: 1, version: "6", when: Date.now(), tag: "0001_more", breakpoints: true });
    writeFileSync(list, JSON.stringify(journal));
    writeFileSync(join(folder, "migrations/0001_more.sql"), statements.join("\n--> statement-breakpoint\n"));
    try {
      use();
    } finally {
      writeFileSync(list, before);
      rmSync(join(folder, "migrations/0001_more.sql"));
    }
  }

  /** A test that only one engine has. */
  const testOn = (only: string, name: string, body: () => Promise<void>) => {
    if (engine === only) test(name, body);
  };

  test("a migration that fails half-way is one sentence, and nothing of it is there", () => {
    const env = fresh();
    expect(run(env, "db", "migrate").status).toBe(0);
    const before = JSON.parse(run(env, "db", "status", "--json").output).tables;
    withMigration(["CREATE TABLE half (id text)", "INSERT INTO nowhere VALUES (1)"], () => {
      const failed = run(env, "db", "migrate");
      expect(failed.status).toBe(1);
      expectSentence(failed.output, "migrations.failed");
      expect(failed.output).toContain("Correct statement 2 of 2");
      const { tables, migrations } = JSON.parse(run(env, "db", "status", "--json").output);
      expect(tables).toEqual(before);
      expect(migrations.pending).toEqual(["0001_more"]);
    });
    expect(run(env, "db", "status").status).toBe(0);
  });

  test("a folder of migrations that was begun anew: what it says to do works", () => {
    const env = fresh();
    expect(run(env, "db", "migrate").status).toBe(0);
    renameSync(join(folder, "migrations"), join(folder, "old-migrations"));
    expect(runIn(folder, "npm", ["run", "db:generate"]).status).toBe(0);
    const failed = run(env, "db", "migrate");
    expect(failed.status).toBe(1);
    expectSentence(failed.output, "migrations.unknown");
    expect(failed.output).toContain("`npx proof-app db reset`");
    expect(run(env, "db", "reset", "--yes").status).toBe(0);
    expect(run(env, "db", "status").status).toBe(0);
    rmSync(join(folder, "migrations"), { recursive: true });
    renameSync(join(folder, "old-migrations"), join(folder, "migrations"));
  });

  test("an address that is none", async () => {
    const { status, output } = run({ DATABASE_URL: "https://me:hunter2@example.com" }, "db", "status");
    expect(status).toBe(1);
    expectSentence(output, "settings.invalid");
  });

  test("a clock that is an hour ahead is told of, by the log and by health", async () => {
    const env = fresh();
    expect(run(env, "db", "migrate").status).toBe(0);
    const clock = join(folder, "clock.cjs");
    writeFileSync(clock, "const now = Date.now; Date.now = () => now() + 3_600_000;");
    const words = ["--require", clock, "app/entrypoints/scheduler.ts"];
    const ahead = startScript(folder, words, { ...env, LOG_LEVEL: "warn" });
    onTestFinished(() => void ahead.kill("SIGKILL"));
    let output = "";
    for await (const chunk of ahead.stdout!) {
      output += chunk;
      if (output.includes("clock and the store's differ")) break;
    }
    const script = `import { application } from "#app/application.ts";
      import { database } from "#app/core/database.ts";
      process.stdout.write(JSON.stringify(await application.health.report()));
      await database.close();`;
    const report = spawnSync(
      process.execPath,
      ["--require", "@aegis-stack/runtime/preload", "--input-type=module", "--eval", script],
      { cwd: folder, encoding: "utf8", env: { PATH: dirname(process.execPath), ...env } },
    );
    expect(report.stdout).toMatch(/A scheduler's clock is 3[56]\d\d s ahead of the database's\./);
  });

  testOn("sqlite", "a damaged file, and one that is none: said, and not touched", async () => {
    const env = fresh();
    expect(run(env, "db", "migrate").status).toBe(0);
    const file = env.DATABASE_URL.slice("file:".length);
    writeSync(openSync(file, "r+"), Buffer.alloc(24_576, 0xab), 0, 24_576, 4_096);
    const hash = () => createHash("sha256").update(readFileSync(file)).digest("hex");
    const before = hash();
    for (const words of [["status"], ["backup"]]) {
      const { status, output } = run(env, "db", ...words);
      expect(status).toBe(1);
      expectSentence(output, "database.corrupt");
    }
    expect(hash()).toBe(before);
    writeFileSync(file, "a letter to a friend, and no database at all\n".repeat(100));
    const letter = hash();
    await expectEverywhere(env, "database.not-a-database");
    expect(hash()).toBe(letter);
  });

  testOn("postgres", "a server that does not answer", async () => {
    const env = { ...fresh(), DATABASE_URL: "postgres://me:hunter2@127.0.0.1:1/name" };
    await expectEverywhere(env, "database.unreachable");
  });

  testOn("postgres", "a password that the server does not take", async () => {
    // Answers as PostgreSQL does, which on most machines lets its tests in without one.
    const fields = ["SFATAL", "VFATAL", "C28P01", 'Mpassword authentication failed for user "me"', ""];
    const body = Buffer.from(fields.map((field) => `${field}\0`).join(""));
    const head = Buffer.from([0x45, 0, 0, 0, 0]);
    head.writeInt32BE(body.length + 4, 1);
    const server = createServer((socket) => {
      socket.on("error", () => {});
      socket.once("data", () => socket.end(Buffer.concat([head, body])));
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    onTestFinished(() => void server.close());
    const address = server.address();
    const port = typeof address === "object" ? address?.port : 0;
    const env = { ...fresh(), DATABASE_URL: `postgres://me:hunter2@127.0.0.1:${port}/name` };
    for (const script of ENTRYPOINTS) {
      const started = startScript(folder, [script], { ...env, LOG_LEVEL: "fatal" }, "pipe");
      const [output, [exitCode]] = await Promise.all([text(started.stderr!), once(started, "exit")]);
      expect(exitCode).toBe(1);
      expectSentence(output, "database.refused");
    }
  });
});
