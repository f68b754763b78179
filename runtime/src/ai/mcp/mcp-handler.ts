import { createMcpHandler } from "@modelcontextprotocol/server";
import { createProtocolServer, type McpServerOptions } from "./mcp-server.ts";

/**
 * Responds to one request of the protocol, of every version that the library speaks. Nothing outlives it: there are no sessions
 * whose ids could be guessed, and no streams that stay open.
 *
 * @param body the parsed body
 */
export async function respondOverMcp(
  request: Request,
  body: unknown,
  options: McpServerOptions,
): Promise<Response> {
  const handler = createMcpHandler(() => createProtocolServer(options), {
    // The tools of an application do not change while it runs, so there is nothing to subscribe to.
    maxSubscriptions: 0,
    onerror: (error) => options.log.debug({ err: error }, "a request over MCP was refused"),
  });
  return await handler.fetch(request, { parsedBody: body });
}
