import { describe } from "vitest";
import { hasPostgres } from "../postgres/test-server.fixture.ts";
import { createPostgresDatabase, createSqliteDatabase } from "./database/database.fixture.ts";
import type { JobStore } from "./job-store.ts";
import { createMemoryJobStore } from "./memory-store.ts";

/** An empty store for one test. @param time the clock of its leases, milliseconds since 1970 */
export type OpenStore = (time: () => number) => Promise<JobStore>;

const isPostgresThere = await hasPostgres();

/** Defines the same tests for every store there is. */
export function describeOnEachStore(define: (emptyStore: OpenStore) => void): void {
  describe("memory", () => define(async (time) => createMemoryJobStore(time)));
  describe("SQLite", () => define(async (time) => (await createSqliteDatabase()).open(async () => time())));
  describe.skipIf(!isPostgresThere)("PostgreSQL", () =>
    define(async (time) => (await createPostgresDatabase()).open(async () => time())),
  );
}
