export {
  createLogLevels,
  type LeveledLog,
  type LogLevel,
  type LogLevelChange,
  type LogLevels,
  logLevel,
} from "./log-levels.ts";
export { createOperatorApi, type OperatorApiOptions } from "./routes/operator-api.ts";
export { type SystemSnapshot, systemSnapshot, takeSnapshot } from "./snapshot.ts";
export { createSystemFeed, type SystemEvent, type SystemFeed, type SystemListener } from "./system-feed.ts";
export { createSystemReport, type SystemReport } from "./system-report.ts";
