import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createTestDatabase, migrations } from "#app/core/database.fixture.ts";
import { engineTables } from "#app/core/engine-tables.ts";
import { runCli } from "./run-cli.ts";

const names = [
  ...engineTables.flatMap(({ capability, steps }) => steps.map((_, at) => `aegis_${capability}_${at + 1}`)),
  ...migrations.map(({ name }) => name),
];

/** Runs commands on a database of the test's own. @param migrated whether its schema is there already */
async function onOwnDatabase({ migrated }: { migrated: boolean }) {
  const { url, drop } = await createTestDatabase(migrated);
  const backups = await mkdtemp(join(tmpdir(), "db-backups-"));
  onTestFinished(async () => {
    await drop();
    await rm(backups, { recursive: true, force: true });
  });
  const settings = { DATABASE_URL: url, BACKUPS_FOLDER: backups };
  return (words: string, environment: Record<string, string> = {}) =>
    runCli(["db", ...words.split(" ")], { ...settings, ...environment });
}

test("of three that migrate at once one applies, and all end well", async () => {
  const db = await onOwnDatabase({ migrated: false });
  const outcomes = await Promise.all(Array.from({ length: 3 }, () => db("migrate --json")));
  expect(outcomes.map(({ exitCode, stderr }) => ({ exitCode, stderr }))).toEqual(
    outcomes.map(() => ({ exitCode: 0, stderr: "" })),
  );
  const applied: string[][] = outcomes.map(({ stdout }) => JSON.parse(stdout).applied);
  expect(applied.toSorted((one, other) => other.length - one.length)).toEqual([
    names,
    ...Array.from({ length: 2 }, () => []),
  ]);
});

test("status tells what is pending until it is applied", async () => {
  const db = await onOwnDatabase({ migrated: false });
  const before = await db("status --json");
  expect(before.exitCode).toBe(names.length > 0 ? 1 : 0);
  expect(JSON.parse(before.stdout).migrations).toMatchObject({ applied: [], pending: names });
  await db("migrate");
  const after = await db("status");
  expect(after).toMatchObject({ exitCode: 0, stderr: "" });
  expect(after.stdout).not.toContain("pending");
});

test("a backup is taken, listed and restored, and what it replaced is kept", async () => {
  const db = await onOwnDatabase({ migrated: true });
  const taken = JSON.parse((await db("backup --json")).stdout);
  expect((await db("backups")).stdout).toContain(taken.name);
  const restored = await db(`restore ${taken.name} --yes --json`);
  expect(restored).toMatchObject({ exitCode: 0, stderr: "" });
  expect(JSON.parse(restored.stdout)).toMatchObject({ restored: taken.name, pending: [] });
});

test("nothing is dropped or replaced unasked", async () => {
  const db = await onOwnDatabase({ migrated: true });
  const outcomes = await Promise.all([db("reset"), db("restore some.file")]);
  for (const outcome of outcomes)
    expect(outcome).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("--yes") });
  expect(await db("reset --yes")).toMatchObject({ exitCode: 0, stderr: "" });
});

test("in production nothing is reset at all", async () => {
  const db = await onOwnDatabase({ migrated: true });
  const outcome = await db("reset --yes --json", { NODE_ENV: "production" });
  expect(outcome.exitCode).toBe(1);
  expect(JSON.parse(outcome.stdout).error.code).toBe("database.production");
});

test("seeds are written, or it is said where to add some", async () => {
  const db = await onOwnDatabase({ migrated: true });
  expect(await db("seed")).toMatchObject({ exitCode: 0, stderr: "", stdout: expect.stringMatching(/\S/) });
});

test("a wrong DATABASE_URL is one sentence", async () => {
  const { exitCode, stderr } = await runCli(["db", "status"], { DATABASE_URL: "https://example.com" });
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/^A setting is not valid.*\n {2}- DATABASE_URL: must be .*\nCorrect /);
});
