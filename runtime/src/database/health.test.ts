import { expect, test } from "vitest";
import { createTestHealth } from "../testing/index.ts";
import { createDatabaseHealth } from "./health.ts";
import type { BackupReport, SchemaReport } from "./reports/index.ts";

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 0, 10);

const facts = {
  engine: "Engine 1.0",
  place: "here",
  latency: 0.5,
  size: 2_048,
  logSize: 0,
  pool: { limit: 10, open: 2, idle: 1, waiting: 0, longestWait: 0 },
};

const schema: SchemaReport = {
  applied: ["0000_start"],
  pending: [],
  changed: [],
  unknown: 0,
  ungenerated: false,
};

const backup = (hours: number, beforeRestore = false): BackupReport => ({
  name: "backup",
  takenAt: new Date(NOW - hours * HOUR).toISOString(),
  size: 1,
  beforeRestore,
});

interface Situation {
  facts?: Partial<typeof facts>;
  schema?: Partial<SchemaReport>;
  backups?: BackupReport[];
  production?: boolean;
  unreachable?: boolean;
}

/** What the tree says of each check, and whether the process is ready. */
async function examined(situation: Situation = {}) {
  const { production = true, backups = [backup(1)], unreachable = false } = situation;
  const group = createDatabaseHealth({
    database: {
      facts: async () => {
        if (unreachable) throw new Error("The server does not answer.");
        return { ...facts, ...situation.facts };
      },
      schema: async () => ({ ...schema, ...situation.schema }),
      tables: async () => ({
        tables: [{ name: "notes", rows: 7, more: false }],
        countedAt: new Date(NOW).toISOString(),
      }),
      backups: async () => backups,
    },
    production,
    application: "my-app",
    now: () => NOW,
  });
  const report = await createTestHealth({ groups: [group] }).report();
  const nodes = report.tree.children[0]?.children ?? [];
  const found = Object.fromEntries(nodes.map(({ name, status, message }) => [name, `${status}: ${message}`]));
  return { ready: report.ready, ...found };
}

test("all is well", async () => {
  expect(await examined()).toEqual({
    ready: true,
    connection: "healthy: Engine 1.0 responds in 0.5 ms.",
    migrations: "healthy: 1 applied, none pending.",
    data: "healthy: 1 tables, 7 rows, 2.0 KiB.",
    backups: "healthy: The last verified backup is 1 h old.",
  });
});

test("without a connection the process is not ready", async () => {
  expect(await examined({ unreachable: true })).toMatchObject({
    ready: false,
    connection: "unhealthy: The server does not answer.",
  });
});

test.each<[string, Partial<SchemaReport>, boolean, RegExp]>([
  [
    "a migration is pending",
    { pending: ["0001_more"] },
    false,
    /^unhealthy: Pending: 0001_more\. .*db migrate/,
  ],
  ["nothing makes the tables", { applied: [], ungenerated: true }, false, /^unhealthy: .*db:generate/],
  ["one was edited", { changed: ["0000_start"] }, true, /^warning: Edited .*0000_start/],
  ["the database is newer", { unknown: 2 }, true, /^warning: .*newer/],
])("%s", async (_what, schema, ready, message) => {
  expect(await examined({ schema })).toMatchObject({ ready, migrations: expect.stringMatching(message) });
});

test.each<[string, Situation, RegExp]>([
  ["none in production", { backups: [] }, /^warning: No backups yet/],
  ["none in development", { backups: [], production: false }, /^info: No backups yet/],
  ["an old one", { backups: [backup(50)] }, /^warning: .* 50 h old/],
  ["only one from before a restore", { backups: [backup(1, true)] }, /^warning: No backups yet/],
])("backups: %s", async (_what, situation, message) => {
  expect(await examined(situation)).toMatchObject({ ready: true, backups: expect.stringMatching(message) });
});

test("a pool that is used up, and a log that cannot be merged, are warnings", async () => {
  const found = await examined({
    facts: { logSize: 1_024 ** 3, pool: { ...facts.pool, waiting: 3, longestWait: 1_000 } },
  });
  expect(found).toMatchObject({
    ready: true,
    connection: expect.stringMatching(/^warning: .*3 queries wait/),
    data: expect.stringMatching(/^warning: .*1\.0 GiB of the write-ahead log/),
  });
});
