import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { createRequestHandler, type RouterContextProvider, type ServerBuild } from "react-router";
import { acceptForms, PAGE_GRACE_MS, PAGE_METHODS, respondWithPage } from "../http/index.ts";

/**
 * Creates what the pages of one request get from the server.
 *
 * @param signal aborts when the page is no longer needed. That of the web request is a copy, which may be collected
 */
export type CreatePageContext = (
  request: FastifyRequest,
  reply: FastifyReply,
  signal: AbortSignal,
) => RouterContextProvider;

/** What every way of serving pages needs. */
export interface ServeOptions {
  readonly load: () => ServerBuild | Promise<ServerBuild>;
  readonly mode: "development" | "production";
  readonly createContext: CreatePageContext;
  /** How long a page may take, its loaders included, before the response is 503. */
  readonly pageTimeoutMs: number;
}

/** Responds to each request that no other route takes with a page, rendered in this process. */
export function servePages(
  app: FastifyInstance,
  { load, mode, createContext, pageTimeoutMs }: ServeOptions,
): void {
  const handle = createRequestHandler(load, mode);
  acceptForms(app);
  app.route({
    schema: { hide: true },
    handlerTimeout: pageTimeoutMs + PAGE_GRACE_MS,
    method: PAGE_METHODS,
    url: "/*",
    handler: (request, reply) =>
      respondWithPage(request, reply, {
        timeoutMs: pageTimeoutMs,
        render: (page, signal) => handle(page, createContext(request, reply, signal)),
      }),
  });
}
