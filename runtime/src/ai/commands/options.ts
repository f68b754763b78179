import type { CommandModule } from "../../commands/index.ts";
import type { AiService } from "../ai-service.ts";
import type { ModelRegistry } from "../models/model-registry.ts";
import type { UsageStore } from "../usage/usage-store.ts";

/** What the commands of `ai` are created from. */
export interface AiCommandOptions {
  readonly service: AiService;
  readonly registry: Pick<ModelRegistry, "preferred" | "offered" | "providers" | "findModel">;
  /** The requests of all callers, which an operator may see. */
  readonly usage: Pick<UsageStore, "list">;
  /** Whether conversations, approvals and usage are kept when the process ends. */
  readonly isPersistent: boolean;
  /** The name of the application. */
  readonly name: string;
  /** Finds an account by its e-mail address; undefined where the application has no accounts. */
  readonly findUser: FindUser | undefined;
  /** Milliseconds since 1970. */
  now(): number;
  /** Further commands below `ai`. Each adds its own to the command that it is given, and declares which of them change something. */
  readonly parts?: readonly CommandModule[] | undefined;
}

/** Finds an account by its e-mail address. @returns undefined where there is none */
export type FindUser = (email: string) => Promise<{ readonly id: string } | undefined>;

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
}
