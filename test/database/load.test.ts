import type { ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { runIn } from "../matrix/workspace.ts";
import { dropDatabase, isReachable, SERVER } from "../postgres.ts";
import { countingApplication, startScript } from "./counting.ts";

const COUNT = "app/services/counters/count.ts";

const hasServer = await isReachable(SERVER);
if (!hasServer) console.warn(`no PostgreSQL at ${SERVER}: load on it is not tested`);

// In CI a missing server is a failure, elsewhere it is said aloud.
const engines = hasServer || process.env.CI ? ["sqlite", "postgres"] : ["sqlite"];

describe.each(engines)("%s", (engine) => {
  let folder = "";
  let env: Record<string, string>;
  const databases: string[] = [];

  beforeAll(() => {
    folder = countingApplication([`database[${engine}]`]);
  });
  afterAll(() => {
    if (engine === "postgres") for (const name of databases) dropDatabase(folder, SERVER, name);
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(() => {
    const name = `load_${randomUUID().replaceAll("-", "")}`;
    databases.push(name);
    const url = engine === "sqlite" ? `file:${join(folder, `${name}.db`)}` : `${SERVER}/${name}`;
    env = { NODE_ENV: "development", DATABASE_URL: url, BACKUPS_FOLDER: `backups/${name}` };
  });

  function start(...words: string[]): ChildProcess {
    const child = startScript(folder, words, env);
    onTestFinished(() => void child.kill("SIGKILL"));
    return child;
  }
  /** A command of the application, which is to succeed. @returns what it answers in JSON */
  function db(...words: string[]) {
    const { status, output } = runIn(folder, "node", ["app/cli/bin.js", "db", ...words, "--json"], env);
    expect(status, output).toBe(0);
    return JSON.parse(output);
  }
  const counted = async (): Promise<number[]> => JSON.parse(await text(start(COUNT).stdout!));
  async function busyWriter() {
    const writer = start(COUNT, "1000000");
    await once(writer.stdout!, "data");
    return {
      async kill() {
        const gone = once(writer, "exit");
        writer.kill("SIGKILL");
        await gone;
      },
    };
  }

  test("of eight that migrate at once one applies, and all end well", async () => {
    const eight = Array.from({ length: 8 }, () => start("app/cli/bin.js", "db", "migrate", "--json"));
    const outcomes = await Promise.all(
      eight.map(async (child) => {
        const [answer, [exitCode]] = await Promise.all([text(child.stdout!), once(child, "exit")]);
        return { exitCode, applied: JSON.parse(answer).applied.length };
      }),
    );
    expect(outcomes.toSorted((one, other) => other.applied - one.applied)).toEqual([
      { exitCode: 0, applied: db("status").migrations.applied.length },
      ...Array.from({ length: 7 }, () => ({ exitCode: 0, applied: 0 })),
    ]);
  });

  test("three processes write a thousand times each: none is told to wait, nothing is lost", async () => {
    db("migrate");
    const writers = [1, 2, 3].map(() => once(start(COUNT, "1000"), "exit"));
    for (const [exitCode] of await Promise.all(writers)) expect(exitCode).toBe(0);
    expect(await counted()).toEqual([3_000, 3_000]);
  });

  test("a writer that is killed in mid-transaction leaves nothing half done, ten times", async () => {
    db("migrate");
    for (let kill = 0; kill < 10; kill++) await (await busyWriter()).kill();
    const [one, other] = await counted();
    expect(one).toBeGreaterThan(0);
    expect(other).toBe(one);
  });

  test("a backup taken while others write holds one moment's data, and restores to it", async () => {
    db("migrate");
    const writers = [await busyWriter(), await busyWriter()];
    const [before = 0] = await counted();
    const backup = db("backup");
    const [after = 0] = await counted();
    for (const writer of writers) await writer.kill();
    const [last = 0] = await counted();
    expect(last).toBeGreaterThan(before);

    db("restore", backup.name, "--yes");
    const [one = 0, other] = await counted();
    expect(other).toBe(one);
    expect(one).toBeGreaterThanOrEqual(before);
    expect(one).toBeLessThanOrEqual(after);
  });
});
