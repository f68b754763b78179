export type { ColumnTypes, EngineStep, EngineTables } from "../../database/engine-tables/index.ts";
export { authTables } from "./steps.ts";
