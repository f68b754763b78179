import { renderDocument } from "@aegis-stack/runtime/frontend/document";
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

/** Renders one page. */
export default async function renderPage(
  request: Request,
  status: number,
  headers: Headers,
  entry: EntryContext,
  context: Readonly<RouterContextProvider>,
): Promise<Response> {
  const { nonce, requestId } = context.get(pageContext);
  const facts = { requestId, theme: themeOf(request.headers.get("cookie")) };
  const onError = (error: unknown) => logFault(error, { request, context });
  return renderDocument(
    <DocumentFactsProvider facts={facts}>
      <ServerRouter context={entry} url={request.url} nonce={nonce} />
    </DocumentFactsProvider>,
    { status, headers, nonce, signal: request.signal, onError },
  );
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
