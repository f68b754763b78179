import { constants, existsSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { EngineTables, Migration } from "../../database/index.ts";
import {
  createTestFolder,
  getTestFolder,
  hashSchema,
  setUpTestFolder,
  type TestDatabase,
} from "../test-database.ts";

/**
 * Prepares a run of tests: the folder that they write to, and the migrated database that others are copies of. Give it to
 * the test runner as global set-up.
 *
 * @returns what deletes everything after the run
 */
export async function setUpTestRun(
  migrations: readonly Migration[],
  engineTables: readonly EngineTables[] = [],
): Promise<() => Promise<void>> {
  const deleteFolder = setUpTestFolder();
  const { drop } = await createTestDatabase(migrations, engineTables);
  await drop();
  return async () => deleteFolder();
}

/** Creates a database for one test: a copy of one that was migrated once. */
export async function createTestDatabase(
  migrations: readonly Migration[],
  engineTables: readonly EngineTables[] = [],
): Promise<TestDatabase> {
  const folder = await createTestFolder("test-database-");
  const file = join(folder, "app.db");
  await copyFile(await createMigratedFile(migrations, engineTables), file, constants.COPYFILE_FICLONE);
  return { url: `file:${file}`, drop: () => rm(folder, { recursive: true, force: true }) };
}

async function createMigratedFile(
  migrations: readonly Migration[],
  engineTables: readonly EngineTables[],
): Promise<string> {
  const cache = join(getTestFolder(), "migrated-databases");
  const file = join(cache, `${hashSchema(migrations, engineTables)}.db`);
  if (existsSync(file)) return file;
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, "draft-"));
  // Imported here, because most test files find the migrated file and do not need the engine.
  const [{ createSqliteEngine }, { migrate }, { pino }] = await Promise.all([
    import("../../database/sqlite/index.ts"),
    import("../../database/index.ts"),
    import("pino"),
  ]);
  try {
    const draft = join(folder, "app.db");
    const engine = createSqliteEngine({
      file: draft,
      backupsFolder: folder,
      backupsKept: 1,
      application: "test",
      log: pino({ enabled: false }),
    });
    await engine.open();
    await migrate(engine.migrations, migrations, engineTables);
    await engine.close();
    // Other test files may do the same: each renames a complete file.
    await rename(draft, file);
    return file;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
