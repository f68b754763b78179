import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { settings } from "#app/core/settings/index.ts";
import { createEngine, type Database } from "./dialect.ts";
import type { Engine } from "./engine.ts";
import { MIGRATIONS_DIRECTORY } from "./migrations/folder.ts";
import { readMigrations } from "./migrations/read.ts";
import { createTestDatabase } from "./test-database.fixture.ts";

export interface TestDatabase {
  /** As DATABASE_URL takes it. */
  url: string;
  drop(): Promise<void>;
}

/** A migrated database without a row, for the test that calls this and for no other. It goes when the test ends. */
export async function freshDatabase(): Promise<Engine<Database>> {
  const { url, drop } = await createTestDatabase(readMigrations(MIGRATIONS_DIRECTORY));
  const backups = await mkdtemp(join(process.env.TEST_FOLDER ?? "", "backups-"));
  const engine = createEngine({ settings: { ...settings, DATABASE_URL: url }, backups });
  onTestFinished(async () => {
    await engine.close();
    await drop();
    await rm(backups, { recursive: true, force: true });
  });
  return engine;
}
