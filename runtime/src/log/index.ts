export { createLog, type LogOptions, type LogOutput, redirectLog } from "./create-log.ts";
export { logForeignOutput } from "./foreign-output.ts";
export { createOutageLog, type OutageLog, type OutageLogOptions } from "./outage-log.ts";
export { createRedactor } from "./redact.ts";
