import type { FastifyRequest } from "fastify";
import type { Logger } from "pino";
import type { AiService } from "../ai-service.ts";
import type { AiCaller } from "../caller.ts";
import type { AiCallers } from "../callers/ai-callers.ts";

/** What the routes are created from. */
export interface AiRoutesContext {
  readonly service: AiService;
  readonly callers: AiCallers;
  /** Whether conversations outlive the process. */
  readonly isPersistent: boolean;
  /** Whether callers are users who are signed in. */
  readonly hasAccounts: boolean;
  /** How long an answer may take. */
  readonly chatTimeoutMs: number;
  /** Requests to models that one address may make in a minute without an account. */
  readonly visitorRequests: number;
  readonly log: Logger;
  /** Milliseconds since 1970. */
  now(): number;
}

/** What each group of routes works with. */
export interface RouteContext extends AiRoutesContext {
  /** What the API reference shows for each of the routes. */
  readonly about: { readonly tags: string[]; readonly security?: { session: string[] }[] };
  /** Whom a request is answered for. */
  getCaller(request: FastifyRequest): AiCaller;
}
