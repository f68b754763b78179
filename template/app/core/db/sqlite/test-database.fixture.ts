import { createHash } from "node:crypto";
import { constants, existsSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "#app/core/constants.ts";
import type { TestDatabase } from "../fresh-database.fixture.ts";
import type { Migration } from "../migrations/read.ts";

const CACHE = join(ROOT, "node_modules/.cache/test-database");

/** A database of its own for one test: a copy of one that was migrated once. */
export async function createTestDatabase(migrations: readonly Migration[]): Promise<TestDatabase> {
  const folder = await mkdtemp(join(process.env.TEST_FOLDER ?? "", "test-database-"));
  const file = join(folder, "app.db");
  await copyFile(await migratedFile(migrations), file, constants.COPYFILE_FICLONE);
  return { url: `file:${file}`, drop: () => rm(folder, { recursive: true, force: true }) };
}

async function migratedFile(migrations: readonly Migration[]): Promise<string> {
  const hash = createHash("sha256").update(JSON.stringify(migrations)).digest("hex").slice(0, 16);
  const file = join(CACHE, `${hash}.db`);
  if (existsSync(file)) return file;
  await mkdir(CACHE, { recursive: true });
  const folder = await mkdtemp(join(CACHE, "draft-"));
  // Loaded here, because most files of tests find the migrated file and never need them.
  const [{ createEngine }, { migrate }] = await Promise.all([
    import("./engine.ts"),
    import("../migrations/migrate.ts"),
  ]);
  try {
    const draft = join(folder, "app.db");
    const settings = { DATABASE_URL: `file:${draft}`, BACKUPS_KEPT: 1 };
    const engine = createEngine({ settings, backups: folder });
    await engine.open();
    await migrate(engine.migrations, migrations);
    await engine.close();
    // Other test files may be at the same: each renames a whole file.
    await rename(draft, file);
    return file;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
