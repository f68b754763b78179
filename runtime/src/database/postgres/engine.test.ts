import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, onTestFinished } from "vitest";
import { createTestDatabase, getTestServer } from "../../testing/postgres/index.ts";
import { conformance } from "../conformance/index.fixture.ts";
import { NOTES } from "../conformance/trial.fixture.ts";
import { id, table, text } from "./columns/index.ts";
import { createTestEngine } from "./engine.fixture.ts";

const notes = table("notes", { id: id(), label: text().notNull().unique() });

describe.skipIf(getTestServer() === undefined)("with a server", () => {
  conformance("PostgreSQL", {
    async open() {
      const { url, drop } = await createTestDatabase([NOTES]);
      const folder = await mkdtemp(join(tmpdir(), "conformance-"));
      const engine = createTestEngine(url, { limit: 5, backups: folder, kept: 3 });
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
