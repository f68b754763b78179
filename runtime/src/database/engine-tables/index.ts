export {
  type ColumnTypes,
  type EngineStep,
  type EngineTables,
  requireEngineTables,
} from "./engine-tables.ts";
