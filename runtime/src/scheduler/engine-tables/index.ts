export type { ColumnTypes, EngineStep, EngineTables } from "../../database/engine-tables/index.ts";
export { jobTables } from "./steps.ts";
