import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import { AppError } from "../errors/index.ts";
import { acceptForms, PAGE_GRACE_MS, PAGE_METHODS, respondWithPage, toWebRequest } from "../http/index.ts";
import { allowsMethod } from "../operators/index.ts";
import type { OverseerPages } from "./capabilities.ts";
import { findPages } from "./find-pages.ts";
import type { OverseerAccess, OverseerOptions } from "./options.ts";
import { sendOwnPolicy } from "./own-policy.ts";
import type { PageContext, PagesFor } from "./pages/pages.ts";
import type { PageModule } from "./read-build.ts";
import { ASSETS_PATH, createAssetHandler } from "./serve-asset.ts";

const PAGE_TIMEOUT_MS = 15_000;

/** What is loaded for the first request. */
interface Loaded {
  readonly module: PageModule;
  readonly pagesFor: PagesFor;
}

async function loadPages(options: OverseerOptions, found: OverseerPages): Promise<Loaded> {
  const [{ createPages }, { findBuild, loadPageModule }] = await Promise.all([
    import("./pages/pages.ts"),
    import("./read-build.ts"),
  ]);
  return { module: await loadPageModule(findBuild()), pagesFor: createPages(options, found) };
}

/**
 * Creates Overseer, the operations dashboard, as a plugin of Fastify: pages and assets below `/overseer`. It is compiled
 * and contains React, so it depends neither on the application's frontend nor on its build. It adds no decorator, hook or
 * parser outside its own scope, and its pages are loaded for the first request.
 *
 * @throws AppError `overseer.unknown-page`, `overseer.incomplete-page` or `overseer.page-twice` for what a capability brings;
 * `overseer.prefix`, while the server gets ready, when it is registered below a prefix
 */
export function createOverseer(options: OverseerOptions): FastifyPluginAsync {
  const {
    guard,
    nonce = sendOwnPolicy,
    pageTimeoutMs = PAGE_TIMEOUT_MS,
    showErrors = false,
    route = {},
  } = options;
  const found = findPages(options);
  let loading: Promise<Loaded> | undefined;

  const respond = (request: FastifyRequest, reply: FastifyReply) =>
    respondWithPage(request, reply, {
      timeoutMs: pageTimeoutMs,
      convert: (given, signal) => withLiteralPrefix(toWebRequest(given, signal)),
      async render(page, signal) {
        loading ??= loadPages(options, found);
        const { module, pagesFor } = await loading;
        const access = await readAccess(() => guard.authorize(request, reply));
        const context = createContext(request, reply, { signal, access, pagesFor });
        return completeResponse(await module.renderPage(page, context), page, access);
      },
    });

  function createContext(
    request: FastifyRequest,
    reply: FastifyReply,
    { signal, access, pagesFor }: { signal: AbortSignal; access: Access; pagesFor: PagesFor },
  ): PageContext {
    const { id: requestId, log } = request;
    const session = once(async () => (await guard.session?.(request, reply)) ?? null);
    const pages = pagesFor({ log, session, actor: async () => guard.actor?.(request, reply) });
    const refusal = findRefusal(access, request);
    return { nonce: nonce(reply), requestId, signal, log, showErrors, refusal, pages };
  }

  return async function overseer(app) {
    if (app.prefix !== "") throw underPrefix(app.prefix);
    acceptForms(app);
    app.get(`${ASSETS_PATH}*`, { ...route, handler: createAssetHandler() });
    for (const url of ["/overseer", "/overseer.data", "/overseer/*"]) {
      app.route({
        ...route,
        handlerTimeout: pageTimeoutMs + PAGE_GRACE_MS,
        method: PAGE_METHODS,
        url,
        // The assets have a route of their own for HEAD.
        exposeHeadRoute: false,
        handler: respond,
      });
    }
  };
}

type Access = OverseerAccess | { readonly kind: "failed"; readonly error: unknown };

/** The router of the pages compares the prefix as text; Fastify has decoded it before. */
function withLiteralPrefix(request: Request): Request {
  const url = new URL(request.url);
  if (/^\/overseer(?:\/|\.data$|$)/.test(url.pathname)) return request;
  url.pathname = url.pathname.replace(/^\/[^/]*?(?=\.data$|\/|$)/, "/overseer");
  return new Request(url, request);
}

/** Never rejects: a fault of the guard is shown by a page, and logged by it. */
async function readAccess(authorize: () => Promise<OverseerAccess>): Promise<Access> {
  try {
    return await authorize();
  } catch (error) {
    if (error instanceof AppError && error.category === "limited") return { kind: "limited" };
    return { kind: "failed", error };
  }
}

const REFUSAL_STATUSES = { closed: 404, credentials: 401, forbidden: 403, limited: 429 } as const;

function findRefusal(access: Access, request: FastifyRequest): PageContext["refusal"] {
  switch (access.kind) {
    case "granted":
      return undefined;
    case "read-only":
      return allowsMethod(access.kind, request.method) ? undefined : { status: 403 };
    case "failed":
      return { error: access.error };
    case "sign-in":
      // With the host, since the router would take a path for one of its own.
      return { signIn: (page) => `${request.protocol}://${request.host}${access.path(page)}` };
    default:
      return { status: REFUSAL_STATUSES[access.kind] };
  }
}

/** Adds what the router of the pages does not know. */
function completeResponse(response: Response, { url }: Request, access: Access): Response {
  if (access.kind === "credentials") response.headers.set("www-authenticate", access.challenge);
  const location = response.headers.get("location");
  const { origin } = new URL(url);
  // As a path, which stays right behind a proxy that ends TLS.
  if (location?.startsWith(`${origin}/`)) response.headers.set("location", location.slice(origin.length));
  return response;
}

function once<Value>(work: () => Promise<Value>): () => Promise<Value> {
  let started: Promise<Value> | undefined;
  return () => {
    started ??= work();
    return started;
  };
}

const underPrefix = (prefix: string) =>
  new AppError({
    code: "overseer.prefix",
    category: "invalid",
    message: `Overseer cannot be registered below ${prefix}: its pages and files are compiled for /overseer.`,
    hint: "Register it without a prefix.",
  });
