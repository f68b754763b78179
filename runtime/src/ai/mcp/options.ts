import type { Logger } from "pino";
import type { AiService } from "../ai-service.ts";
import type { AiAccounts } from "../callers/ai-auth.ts";
import type { McpValues } from "./settings.ts";

/** What MCP is created from. */
export interface McpOptions {
  readonly ai: {
    readonly service: Pick<AiService, "tools" | "callTool">;
    /** Whether another process finds what waits to be confirmed. Without that no scope allows to write. */
    readonly isPersistent: boolean;
  };
  readonly settings: McpValues;
  /** The name of the application. */
  readonly name: string;
  /** The version of the application. */
  readonly version: string;
  readonly log: Logger;
  /**
   * Whose accounts the tokens act for. Without them a token acts for the name that stands in its place: the callers of commands
   * are named "terminal", and confirm what waits for that name.
   */
  readonly accounts?: AiAccounts | undefined;
  /** The path of the page on which a user confirms calls: "/chat". */
  readonly approvalPath: string;
  /** Where users reach the application, for the address of that page. Unless given, where the request was sent to. */
  readonly publicUrl?: string | undefined;
  /** After how many milliseconds a call over HTTP is cancelled; two minutes unless given. Longer work belongs to a worker. */
  readonly callTimeoutMs?: number | undefined;
  /** Milliseconds since 1970. */
  now?(): number;
}
