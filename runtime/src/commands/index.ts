export { Command, Option } from "commander";
export type { CommandAudit, CommandEntry, CommandModule } from "./command.ts";
export { confirm } from "./confirm.ts";
export { type CommandLineOptions, runCommands } from "./run-commands.ts";
