import { renderToReadableStream } from "react-dom/server";
import {
  type EntryContext,
  type HandleErrorFunction,
  isRouteErrorResponse,
  type RouterContextProvider,
  ServerRouter,
} from "react-router";
import { pageContext } from "#app/components/frontend/serve/context.ts";
import { DocumentFactsProvider } from "./document/document-facts.tsx";
import { themeOf } from "./document/theme.ts";

/**
 * Renders one page. The answer waits until the whole page is rendered: the status is then always true,
 * and browsers without scripts, or robots, get all of it. Loaders are quick here, so nothing is lost by it.
 */
export default async function renderPage(
  request: Request,
  status: number,
  headers: Headers,
  entry: EntryContext,
  context: Readonly<RouterContextProvider>,
): Promise<Response> {
  const { nonce, requestId } = context.get(pageContext);
  const facts = { requestId, theme: themeOf(request.headers.get("cookie")) };
  let waiting = true;
  const body = await renderToReadableStream(
    <DocumentFactsProvider facts={facts}>
      <ServerRouter context={entry} url={request.url} nonce={nonce} />
    </DocumentFactsProvider>,
    {
      nonce,
      signal: request.signal,
      onError(error) {
        // A fault that leaves no page at all is thrown below, and logged once where it is caught.
        if (!waiting) logFault(error, { request, context });
      },
    },
  );
  waiting = false;
  await body.allReady;
  headers.set("content-type", "text/html; charset=utf-8");
  // Every page carries a nonce of its own, and no cache may keep the pages of operators.
  if (!headers.has("cache-control")) headers.set("cache-control", "private, no-cache");
  return new Response(body, { status, headers });
}

export const handleError: HandleErrorFunction = (error, { request, context }) =>
  logFault(error, { request, context });

interface FaultOf {
  request: Request;
  context: Readonly<RouterContextProvider>;
}

/** One line for a fault of ours; none for a page that does not exist or for a client that has left. */
function logFault(error: unknown, { request, context }: FaultOf): void {
  const { signal, log } = context.get(pageContext);
  if (signal.aborted) return;
  if (isRouteErrorResponse(error) && error.status < 500) return;
  log.error({ err: error, page: new URL(request.url).pathname }, "a page failed");
}
