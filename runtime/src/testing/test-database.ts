import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EngineTables, Migration } from "../database/index.ts";

/** A database for one test. */
export interface TestDatabase {
  /** The value of DATABASE_URL. */
  readonly url: string;
  /** Call it at the end of the test. */
  drop(): Promise<void>;
}

/** Names a schema: that of a database which others are copies of. */
export function hashSchema(migrations: readonly Migration[], engineTables: readonly EngineTables[]): string {
  const steps = engineTables.map(({ capability, steps }) => [capability, ...steps.map(String)]);
  return createHash("sha256")
    .update(JSON.stringify([migrations, steps]))
    .digest("hex")
    .slice(0, 16);
}

/** The folder for everything that the tests of this run write. */
export const getTestFolder = (): string => process.env.TEST_FOLDER ?? tmpdir();

/** Creates a folder for one test. @param prefix the beginning of its name */
export async function createTestFolder(prefix: string): Promise<string> {
  return mkdtemp(join(getTestFolder(), prefix));
}

/** Creates the folder of the run and announces it to the processes of the tests. @returns what deletes it */
export function setUpTestFolder(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "test-run-"));
  process.env.TEST_FOLDER = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
