import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, onTestFinished, test } from "vitest";
import { hasPostgres } from "../../postgres/test-server.fixture.ts";
import { createTestDatabase as createPostgresDatabase } from "../../testing/postgres/index.ts";
import { createTestDatabase as createSqliteDatabase } from "../../testing/sqlite/index.ts";
import { aiTables } from "../engine-tables/index.ts";
import { RACE } from "./reserve.fixture.ts";

const SCRIPT = new URL("./reserve.fixture.ts", import.meta.url).pathname;

/** Reservations that the application's budget has room for. */
const ROOM = Math.floor(RACE.application.tokens / RACE.amount.tokens);

const run = promisify(execFile);

async function reserveInProcesses(url: string, callers: readonly string[]): Promise<readonly number[]> {
  const runs = callers.map((caller) => run(process.execPath, [SCRIPT, url, caller]));
  return (await Promise.all(runs)).map(({ stdout }) => Number(stdout));
}

const isPostgresThere = await hasPostgres();

describe.each(
  [
    { engine: "SQLite", create: createSqliteDatabase, isThere: true },
    { engine: "PostgreSQL", create: createPostgresDatabase, isThere: isPostgresThere },
  ].filter(({ isThere }) => isThere),
)("$engine", ({ create }) => {
  test("three processes that reserve at once are granted exactly what the application's budget holds", async () => {
    const { url, drop } = await create([], [aiTables]);
    onTestFinished(drop);
    const granted = await reserveInProcesses(url, ["user:1", "user:2", "user:3"]);
    expect(granted.reduce((sum, count) => sum + count, 0)).toBe(ROOM);
  });
});
