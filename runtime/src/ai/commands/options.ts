import type { CommandModule } from "../../commands/index.ts";
import type { AiService } from "../ai-service.ts";
import type { AiAccounts } from "../callers/ai-auth.ts";
import type { ModelRegistry } from "../models/model-registry.ts";

/** What the commands of `ai` are created from. */
export interface AiCommandOptions {
  readonly service: AiService;
  readonly registry: Pick<ModelRegistry, "preferred" | "offered" | "providers" | "findModel">;
  /** Whether conversations, approvals and usage are kept when the process ends. */
  readonly isPersistent: boolean;
  /** The name of the application. */
  readonly name: string;
  /** Undefined where the application has none. */
  readonly accounts: AiAccounts | undefined;
  /** Milliseconds since 1970. */
  now(): number;
  /** Further commands below `ai`. Each adds its own to the command that it is given, and declares which of them change something. */
  readonly parts?: readonly CommandModule[] | undefined;
}

/** What every command takes. */
export interface GivenOptions {
  readonly json?: boolean;
}

/** What a command takes that is run for a caller. */
export interface CallerOptions extends GivenOptions {
  /** The e-mail address of the account whose conversations and rights apply. */
  readonly user?: string;
}

/** What a command takes that sends a message to a model. */
export interface MessageOptions extends CallerOptions {
  /** With its provider. */
  readonly model?: string;
  /** The id of the conversation to continue. */
  readonly conversation?: string;
  /** Whether a worker answers. */
  readonly background?: boolean;
}
