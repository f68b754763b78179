export { authTables } from "./steps.ts";
