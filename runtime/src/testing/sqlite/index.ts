export type { TestDatabase } from "../test-database.ts";
export { createTestDatabase, setUpTestRun } from "./sqlite-test-database.ts";
