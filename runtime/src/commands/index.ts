export { Command, Option } from "commander";
export type { CommandAuditLog, LoadAuditLog, RecordedCommand } from "./audit/record-command.ts";
export type { CommandApplication } from "./capability-commands.ts";
export type { CommandContext, CommandEntry, CommandModule } from "./command.ts";
export { confirm } from "./confirm.ts";
export { type CommandLineOptions, runCommands } from "./run-commands.ts";
export type { RequestServer, ServerRequest } from "./server/request-server.ts";
