export { createEngine, type Database } from "./sqlite/engine.ts"; // aegis:database=sqlite
// export { createEngine, type Database } from "./postgres/engine.ts"; // aegis:database=postgres
