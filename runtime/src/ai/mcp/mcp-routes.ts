import type { FastifyPluginAsync, FastifyRequest } from "fastify";
import { AppError } from "../../errors/index.ts";
import { requireOwnOrigin, toWebRequest } from "../../http/index.ts";
import { createMcpAccess, type McpAccess } from "./access.ts";
import { watchClient } from "./client-presence.ts";
import { describeConfirmation } from "./confirmation.ts";
import type { McpCredential } from "./credentials.ts";
import type { McpOptions } from "./options.ts";

/** More than the input of a tool needs. */
const MAX_BODY_BYTES = 262_144;

/** Longer than a model waits for a tool. */
const CALL_TIMEOUT_MS = 120_000;

/** How much later than a call the server gives up its request. */
const CALL_GRACE_MS = 5_000;

/**
 * Creates the route that serves the protocol over HTTP. Who may use it is decided before anything of a request is parsed, by
 * the header Authorization alone.
 */
export function createMcpRoutes(
  options: McpOptions,
  credentials: readonly McpCredential[],
): FastifyPluginAsync {
  const { accounts, log, callTimeoutMs = CALL_TIMEOUT_MS, now = Date.now } = options;
  const authorize = createMcpAccess({ credentials, accounts, log, now });
  const granted = new WeakMap<FastifyRequest, McpAccess>();
  return async (app) => {
    app.post(
      "",
      {
        bodyLimit: MAX_BODY_BYTES,
        handlerTimeout: callTimeoutMs + CALL_GRACE_MS,
        // The protocol describes itself.
        schema: { hide: true },
        async preParsing(request, reply) {
          requireOwnOrigin(request);
          try {
            granted.set(request, await authorize(request.headers.authorization, request.ip));
          } catch (error) {
            if (error instanceof AppError && error.category === "unauthorized")
              reply.header("www-authenticate", `Bearer realm="${options.name}"`);
            throw error;
          }
        },
      },
      async (request, reply) => {
        const access = granted.get(request);
        if (access === undefined) throw new TypeError("The hook of the route authorizes every request.");
        if (Array.isArray(request.body)) throw createBatchError();
        const { left, over } = watchClient(reply, callTimeoutMs);
        const message = toWebRequest(request, left);
        // The library of the protocol is loaded by the first request that may use it.
        const { respondOverMcp } = await import("./mcp-handler.ts");
        const response = await respondOverMcp(message, request.body, {
          ...options,
          access: async () => access,
          describeConfirmation: (id) => describeConfirmation(options, id, message.url),
          signal: over,
        });
        return reply.raw.destroyed ? reply.hijack() : reply.send(response);
      },
    );
  };
}

const createBatchError = () =>
  new AppError({
    code: "ai.mcp-batch",
    category: "invalid",
    message: "The body holds several messages.",
    hint: "Send each message of the protocol in a request of its own.",
  });
