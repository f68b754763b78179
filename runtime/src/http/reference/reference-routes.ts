import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { OperatorHook } from "../protection/operator-hook.ts";
import type { DescribedRoute } from "./described-routes.ts";
import type { OpenApiOptions } from "./openapi.ts";

/** The one style that the reference page adds inline, by the hash of its text. */
const INLINE_STYLE_HASH = "'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='";

const POLICY_HEADER = "content-security-policy";
const STYLE_RULE = "style-src 'self'";

/** The page, its files, and the description as the page loads it. */
const PAGE_PATHS = ["/docs", "/docs/", "/docs/json", "/docs/yaml", "/docs/static/*"];

/** These belong to a connection, and this one is not the reader's. */
const CONNECTION_HEADERS = new Set(["connection", "date", "keep-alive", "transfer-encoding"]);

/** What the reference routes are created from. */
export interface ReferenceOptions extends OpenApiOptions {
  /** The routes to describe. */
  readonly routes: readonly DescribedRoute[];
  /** Authorizes operators. */
  readonly requireOperator: OperatorHook;
}

/** The description of the API, for programs at `/openapi.json` and for readers at `/docs`. Both cost nothing until the first request. */
export const referenceRoutes: FastifyPluginAsync<ReferenceOptions> = async (
  app,
  { routes, requireOperator, ...options },
) => {
  let server: Promise<FastifyInstance> | undefined;
  const load = async () => (await import("./reference-server.ts")).createReferenceServer(routes, options);
  const respond = async ({ method, url, headers }: FastifyRequest, reply: FastifyReply) => {
    server ??= load();
    const response = await (await server).inject({
      method: method === "HEAD" ? "HEAD" : "GET",
      url,
      headers,
    });
    if (response.statusCode >= 500) throw new Error(`The API cannot be described: ${response.payload}`);
    if (response.statusCode === 404) {
      reply.callNotFound();
      return reply;
    }
    for (const [name, value] of Object.entries(response.headers))
      if (value !== undefined && !CONNECTION_HEADERS.has(name)) reply.header(name, value);
    return reply.code(response.statusCode).send(response.rawPayload);
  };

  app.addHook("preParsing", requireOperator);
  app.get("/openapi.json", { schema: { hide: true } }, respond);
  await app.register(async (page) => {
    page.addHook("onSend", async (_request, reply) => {
      const policy = reply.getHeader(POLICY_HEADER);
      if (typeof policy === "string")
        reply.header(POLICY_HEADER, policy.replace(STYLE_RULE, `${STYLE_RULE} ${INLINE_STYLE_HASH}`));
    });
    for (const path of PAGE_PATHS) page.get(path, { schema: { hide: true } }, respond);
  });
};
