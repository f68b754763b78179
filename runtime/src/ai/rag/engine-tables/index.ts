export type { ColumnTypes, EngineStep, EngineTables } from "../../../database/engine-tables/index.ts";
export { ragTables } from "./steps.ts";
