export type { ColumnTypes, EngineStep, EngineTables } from "../../database/engine-tables/index.ts";
export { aiTables } from "./steps.ts";
