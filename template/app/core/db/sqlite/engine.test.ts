import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { conformance } from "../conformance/index.fixture.ts";
import { NOTES } from "../conformance/trial.fixture.ts";
import { migrate } from "../migrations/migrate.ts";
import { id, table, text } from "./columns.ts";
import { createEngine } from "./engine.ts";

const notes = table("notes", { id: id(), label: text().notNull().unique() });

conformance("SQLite", {
  async open() {
    const folder = await mkdtemp(join(tmpdir(), "conformance-"));
    const settings = { DATABASE_URL: `file:${folder}/app.db`, BACKUPS_KEPT: 3 };
    const engine = createEngine({ settings, backups: join(folder, "backups") });
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
