import type { HttpServer, HttpServerOptions } from "./server-options.ts";

/**
 * Creates the server of an application, not yet listening: limits, security headers, error responses, request log, rate
 * limit, probes, API reference, and the routes of the API. The caller may add routes, which have all of that too.
 */
export async function createHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const { buildHttpServer } = await import("./build-server.ts");
  return buildHttpServer(options);
}
