import type { FastifyPluginAsync } from "fastify";
import type { McpOptions } from "./options.ts";

/** The tools of an application, for programs that speak the Model Context Protocol. */
export interface Mcp {
  readonly options: McpOptions;
  /** Whether there is a credential, so that programs are served over HTTP. */
  readonly isOpen: boolean;
  /** The route of the protocol: `app.register(mcp.routes, { prefix: "/mcp" })`. None without a credential. */
  readonly routes: FastifyPluginAsync;
}

/** Serves the tools of an application over MCP. The library of the protocol is loaded by the first request. */
export function createMcp(options: McpOptions): Mcp {
  const { ai, log, settings } = options;
  const configured = settings.MCP_TOKEN ?? [];
  const credentials = configured.map((each) =>
    ai.isPersistent ? each : { ...each, scope: "read" as const },
  );
  return {
    options,
    isOpen: credentials.length > 0,
    routes: async (app) => {
      // A route that closes its door says that there is one; without a route every path responds alike.
      if (credentials.length === 0) return;
      if (!ai.isPersistent && configured.some(({ scope }) => scope === "write"))
        log.warn(
          "MCP_TOKEN has the scope write, but calls that wait are in memory and no one could confirm them: only tools that read are served",
        );
      const { createMcpRoutes } = await import("./mcp-routes.ts");
      await app.register(createMcpRoutes(options, credentials));
    },
  };
}
