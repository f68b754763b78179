import type { FastifyPluginAsync } from "fastify";
import type { Logger } from "pino";
import type { AiService } from "../ai-service.ts";
import type { AiCallers } from "../callers/ai-callers.ts";

/** What the application registers the routes with. */
export interface AiRoutesOptions {
  /** Aborts when the process begins to stop: a stream ends then. Without it streams end when the server closes. */
  readonly draining?: AbortSignal;
}

/** What the routes work with. */
export interface AiRoutesContext {
  readonly service: AiService;
  readonly callers: AiCallers;
  /** Whether conversations outlive the process. */
  readonly isPersistent: boolean;
  /** How long an answer may take. */
  readonly chatTimeoutMs: number;
  /** Whether callers are users who are signed in. */
  readonly hasAccounts: boolean;
  readonly log: Logger;
  /** Milliseconds since 1970. */
  now(): number;
}

/** Creates the routes of models, below the path where the application registers them. */
export const createAiRoutes =
  (_context: AiRoutesContext): FastifyPluginAsync<AiRoutesOptions> =>
  async () => {};
