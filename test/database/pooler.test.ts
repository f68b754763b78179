import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { runIn } from "../matrix/workspace.ts";
import { createDatabase, dropDatabase, isReachable, runStatement, SERVER } from "../postgres.ts";
import { countingApplication, startScript } from "./counting.ts";
import { hasPooler, type Pooler, startPooler } from "./pooler.ts";

const CLI = "app/cli/bin.js";
const canRun = process.env.CI !== undefined || (hasPooler && (await isReachable(SERVER)));
if (!canRun) console.warn("no PostgreSQL or no PgBouncer: the pooler's modes are not tested");

describe.runIf(canRun).each(["session", "transaction"] as const)("a pooler in %s mode", (mode) => {
  const id = randomUUID().replaceAll("-", "");
  const database = `pooler_${id}`;
  const role = `shop_${id}`;
  let folder = "";
  let pooler: Pooler;
  let env: NodeJS.ProcessEnv = {};

  // The application's user has a schema of its own and no right to any other, as many hosters set it up.
  beforeAll(async () => {
    folder = countingApplication(["database[postgres]", "worker[postgres]"]);
    createDatabase(folder, SERVER, database);
    const inDatabase = `${SERVER}/${database}`;
    runStatement(folder, inDatabase, `CREATE ROLE ${role} LOGIN`);
    runStatement(folder, inDatabase, `CREATE SCHEMA shop AUTHORIZATION ${role}`);
    runStatement(folder, inDatabase, `ALTER ROLE ${role} SET search_path = shop`);
    runStatement(folder, inDatabase, "REVOKE ALL ON SCHEMA public FROM PUBLIC");
    // The queues are kept in a schema that they make themselves.
    runStatement(folder, inDatabase, `GRANT CREATE ON DATABASE "${database}" TO ${role}`);
    pooler = await startPooler(SERVER, mode, [role]);
    const direct = new URL(inDatabase);
    direct.username = role;
    env = {
      NODE_ENV: "production",
      OVERSEER_PASSWORD: "correct-horse-battery",
      DATABASE_URL: pooler.addressOf(role, database),
      DATABASE_DIRECT_URL: direct.href,
      ...(mode === "transaction" && { DATABASE_POOL_MODE: "transaction" }),
    };
  });
  afterAll(async () => {
    await pooler?.remove();
    dropDatabase(folder, SERVER, database);
    runStatement(folder, SERVER, `DROP ROLE IF EXISTS ${role}`);
    rmSync(folder, { recursive: true, force: true });
  });

  const run = (more: NodeJS.ProcessEnv, ...words: string[]) =>
    runIn(folder, "node", [CLI, ...words], { ...env, ...more });

  test("migrates, works from several processes at once, backs up and restores", async () => {
    expect(run({}, "db", "migrate").output).toContain("1 applied");
    const counting = Array.from({ length: 3 }, () =>
      startScript(folder, ["app/services/counters/count.ts", "40"], env),
    );
    for (const child of counting) onTestFinished(() => void child.kill("SIGKILL"));
    const codes = await Promise.all(counting.map(async (child) => (await once(child, "exit"))[0]));
    expect(codes).toEqual([0, 0, 0]);
    const count = () => runIn(folder, "node", ["app/services/counters/count.ts"], env).output;
    expect(count()).toContain("[120,120]");

    const backup = run({}, "db", "backup", "--json");
    expect(backup.status, backup.output).toBe(0);
    const { name } = JSON.parse(backup.output);
    runStatement(folder, `${SERVER}/${database}`, "DELETE FROM shop.counters");
    // It keeps its connections after the application has ended, and a restore wants to be alone.
    await pooler.stop();
    const restored = run({}, "db", "restore", name, "--yes");
    expect(restored.status, restored.output).toBe(0);
    await pooler.start();
    expect(count()).toContain("[120,120]");
    expect(run({}, "db", "status").status).toBe(0);
  });

  test("a worker runs what a command enqueues", async () => {
    expect(run({}, "db", "migrate").status).toBe(0);
    const worker = startScript(folder, ["app/entrypoints/worker.ts"], env);
    onTestFinished(() => void worker.kill("SIGKILL"));
    let enqueued = { status: null as number | null, output: "" };
    // The worker makes the schema of the queues first, which takes longer than a command waits.
    await expect
      .poll(() => {
        enqueued = run({}, "ops", "tasks", "enqueue", "write-system-report", "--json");
        return enqueued.output;
      })
      .toContain("taskId");
    const { taskId } = JSON.parse(enqueued.output);
    await expect
      .poll(() => run({}, "ops", "tasks", "show", taskId, "--json").output)
      .toContain('"completed"');
    worker.kill("SIGTERM");
    expect((await once(worker, "exit"))[0]).toBe(0);
  });

  if (mode === "session") {
    test("the pooler's address is enough for everything but a restore", () => {
      const alone = { DATABASE_DIRECT_URL: "" };
      expect(run(alone, "db", "migrate").status).toBe(0);
      expect(run(alone, "db", "status").status).toBe(0);
      const backup = run(alone, "db", "backup");
      expect(backup.status, backup.output).toBe(0);
      // By the address instead of the user: set once the session is there.
      const options = `?options=${encodeURIComponent("-c search_path=shop -c statement_timeout=60s")}`;
      const status = run(
        { ...alone, DATABASE_URL: `${env.DATABASE_URL}${options}` },
        "db",
        "status",
        "--json",
      );
      expect(JSON.parse(status.output).tables).toMatchObject([{ name: "counters" }]);
    });
  } else {
    test.each([
      ["without a direct address", { DATABASE_DIRECT_URL: "" }, "DATABASE_DIRECT_URL: must be set"],
      [
        "with a search path in the address",
        { search: "?search_path=shop" },
        "DATABASE_URL: must not set anything for sessions",
      ],
    ])("%s nothing is started, and the settings say why", async (_what, given, sentence) => {
      const { search = "", ...more } = { search: "", ...given };
      const changed = { ...more, DATABASE_URL: `${env.DATABASE_URL}${search}` };
      for (const words of [
        ["db", "migrate"],
        ["settings", "check"],
      ]) {
        const { status, output } = run(changed, ...words);
        expect(status).toBe(1);
        expect(output).toContain(sentence);
        expect(output).not.toMatch(/^\s+at /m);
      }
    });
  }
});
