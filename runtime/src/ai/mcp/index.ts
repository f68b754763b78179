export { configureMcpCommand, createMcpCommand } from "./command.ts";
export { createMcp, type Mcp } from "./create-mcp.ts";
export type { McpCredential } from "./credentials.ts";
export type { McpOptions } from "./options.ts";
export { type McpValues, mcpSettings } from "./settings.ts";
