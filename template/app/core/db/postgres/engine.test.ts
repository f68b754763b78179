import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, onTestFinished } from "vitest";
import { conformance } from "../conformance/index.fixture.ts";
import { NOTES } from "../conformance/trial.fixture.ts";
import { id, table, text } from "./columns.ts";
import { createEngine } from "./engine.ts";
import { createTestDatabase, testServer } from "./test-database.fixture.ts";

const notes = table("notes", { id: id(), label: text().notNull().unique() });

describe.skipIf(testServer() === undefined)("with a server", () => {
  conformance("PostgreSQL", {
    async open() {
      const { url, drop } = await createTestDatabase([NOTES]);
      const folder = await mkdtemp(join(tmpdir(), "conformance-"));
      const settings = { DATABASE_URL: url, DATABASE_POOL_SIZE: 5, BACKUPS_KEPT: 3 };
      const engine = createEngine({ settings, backups: folder });
      onTestFinished(async () => {
        await engine.close();
        await drop();
        await rm(folder, { recursive: true, force: true });
      });
      return engine;
    },
    async add(database, label) {
      await database.insert(notes).values({ label });
    },
    async labels(database) {
      const rows = await database.select({ label: notes.label }).from(notes).orderBy(notes.label);
      return rows.map((row) => row.label);
    },
  });
});
