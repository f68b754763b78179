export { createTestDatabase } from "./sqlite/test-database.fixture.ts"; // aegis:database=sqlite
// export { createTestDatabase } from "./postgres/test-database.fixture.ts"; // aegis:database=postgres
