import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { conformance } from "../conformance/index.fixture.ts";
import { NOTES } from "../conformance/trial.fixture.ts";
import { migrate } from "../migrations/migrate.ts";
import { id, table, text } from "./columns/index.ts";
import { createTestEngine } from "./engine.fixture.ts";

const notes = table("notes", { id: id(), label: text().notNull().unique() });

conformance("SQLite", {
  async open() {
    const folder = await mkdtemp(join(tmpdir(), "conformance-"));
    const engine = createTestEngine(join(folder, "app.db"), join(folder, "backups"), 3);
    onTestFinished(async () => {
      await engine.close();
      await rm(folder, { recursive: true, force: true });
    });
    await migrate(engine.migrations, [NOTES]);
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
