import { log } from "#app/core/log.ts";
import { LogLevelService } from "./log-level-service.ts";

export const logLevels = new LogLevelService(log);
