import { AppError } from "@aegis-stack/runtime/errors";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { createRequestHandler, RouterContextProvider, type ServerBuild } from "react-router";
import { takeForms } from "#app/core/request-bodies.ts";
import { isFromElsewhere, logForeignOrigin, webRequest } from "#app/core/web-request.ts";
import { auth } from "#app/services/auth/index.ts"; // aegis:auth
import type { Session } from "#app/services/auth/session.ts"; // aegis:auth
import { operators } from "#app/services/system/operators/index.ts";
import { pageContext } from "./context.ts";
import { waitForPage } from "./patience.ts";

type LoadBuild = () => ServerBuild | Promise<ServerBuild>;

/** How much later than a page the server gives up a request, in milliseconds: whoever waits is told by the page. */
const LATER = 15_000;

/** What pages and their forms use. A web request cannot even be made with some others, such as TRACE. */
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

export interface PageOptions {
  load: LoadBuild;
  mode: "development" | "production";
  /** How long a page may take, loaders included, before it is answered 503. Milliseconds. */
  timeout: number;
}

/** Answers whatever no API route claims with a page, rendered in this process. */
export function servePages(app: FastifyInstance, { load, mode, timeout }: PageOptions): void {
  const handle = createRequestHandler(load, mode);
  takeForms(app);

  const route = { schema: { hide: true }, handlerTimeout: timeout + LATER, method: METHODS, url: "/*" };
  const handler = async (request: FastifyRequest, reply: FastifyReply) => {
    const { signal, over } = waitForPage(reply, timeout);
    const page = webRequest(request, signal);
    if (isFromElsewhere(request, () => new URL(page.url).origin)) {
      logForeignOrigin(request);
      throw foreignForm();
    }
    const response = await Promise.race([handle(page, contextOf(request, reply, signal)), over]);
    if (response && !signal.aborted) return reply.send(response);
    if (!reply.raw.destroyed) throw tooSlow();
    // The client has left: nobody reads an answer.
    return reply.hijack();
  };
  app.route({ ...route, handler });
}

function contextOf(request: FastifyRequest, reply: FastifyReply, signal: AbortSignal): RouterContextProvider {
  const context = new RouterContextProvider();
  const { authorization } = request.headers;
  const session = once(() => identified(request, reply)); // aegis:auth
  context.set(pageContext, {
    nonce: reply.cspNonce.script,
    requestId: request.id,
    signal,
    log: request.log,
    // admission: async () => operators.admit({ authorization, client: request.ip }), // aegis:!auth
    // #region aegis:auth
    admission: async () =>
      operators.admit({ authorization, client: request.ip, user: (await session())?.user }),
    session,
    client: request.ip,
    // #endregion aegis:auth
  });
  return context;
}

// #region aegis:auth
async function identified({ headers }: FastifyRequest, reply: FastifyReply): Promise<Session | null> {
  const { session, cookies } = await auth.identify(headers.cookie);
  if (cookies.length > 0) reply.header("set-cookie", [...cookies]);
  return session;
}

function once<Value>(work: () => Promise<Value>): () => Promise<Value> {
  let begun: Promise<Value> | undefined;
  return () => {
    begun ??= work();
    return begun;
  };
}
// #endregion aegis:auth

const foreignForm = () =>
  new AppError({
    code: "page.foreign-form",
    kind: "forbidden",
    what: "The form was sent from another site.",
    todo: "Send it from this application's own page.",
  });

const tooSlow = () =>
  new AppError({
    code: "page.too-slow",
    kind: "unavailable",
    what: "The page took too long.",
    todo: "Try again in a moment.",
    audience: "public",
  });
