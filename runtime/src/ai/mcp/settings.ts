import { custom, type Values } from "../../settings/index.ts";
import { type McpCredential, parseCredentials } from "./credentials.ts";

/** What is to be set for the tools that programs call over MCP. */
export const mcpSettings = {
  /**
   * Whom a token acts for, what it allows, and its hash: "read:<user id>:sha256:<hash>". Several are separated by commas. The
   * command `ai mcp token` creates one. Not set: there is no MCP over HTTP.
   */
  MCP_TOKEN: custom<readonly McpCredential[]>({
    must: "must hold what the command `ai mcp token` prints: read or write, an id and a hash, such as read:4711:sha256:9f86d0…, several separated by commas",
    parse: parseCredentials,
  })
    .secret()
    .optional(),
};

/** The values of `mcpSettings`. */
export type McpValues = Values<typeof mcpSettings>;
