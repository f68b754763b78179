export type { TestDatabase } from "../test-database.ts";
export { createTestDatabase, getTestServer } from "./postgres-test-database.ts";
export { setUpTestRun } from "./test-server.ts";
