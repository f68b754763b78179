export { jobTables } from "./steps.ts";
