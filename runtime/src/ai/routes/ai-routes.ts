import type { FastifyPluginAsync } from "fastify";
import { createApprovalRoutes } from "./approval-routes.ts";
import { createBackgroundRoutes } from "./background-routes.ts";
import { createCallerHook } from "./caller-hook.ts";
import { createChatRoutes } from "./chat-routes.ts";
import type { AiRoutesContext, RouteContext } from "./context.ts";
import { createConversationRoutes } from "./conversation-routes.ts";
import { createUsageRoutes } from "./usage-routes.ts";

/** What the application registers the routes with. */
export interface AiRoutesOptions {
  /** Aborts when the process begins to stop: streams end then. Without it they end when the server closes. */
  readonly draining?: AbortSignal;
}

/** Creates the routes of models, below the path where the application registers them. */
export const createAiRoutes =
  (options: AiRoutesContext): FastifyPluginAsync<AiRoutesOptions> =>
  async (app, { draining = new AbortController().signal }) => {
    const { findCaller, getCaller } = createCallerHook(options.callers);
    const security = options.hasAccounts ? { security: [{ session: [] }] } : {};
    const context: RouteContext = { ...options, getCaller, about: { tags: ["ai"], ...security } };
    app.addHook("preParsing", findCaller);
    await app.register(createChatRoutes(context, draining));
    await app.register(createConversationRoutes(context), { prefix: "/conversations" });
    await app.register(createBackgroundRoutes(context, draining), { prefix: "/conversations" });
    await app.register(createApprovalRoutes(context), { prefix: "/approvals" });
    await app.register(createUsageRoutes(context));
  };
