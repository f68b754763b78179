import type { ReactNode } from "react";
import {
  data,
  Links,
  type LoaderFunctionArgs,
  Meta,
  type MiddlewareFunction,
  Outlet,
  redirect,
  Scripts,
  ScrollRestoration,
} from "react-router";
import "./overseer.css";
import { useDocument } from "./document/document-facts.tsx";
import { load, pageContext } from "./page-context.ts";

export { Failure as ErrorBoundary } from "./failure.tsx";

/** Refuses a request without access, before anything is read. */
const authorize: MiddlewareFunction<Response> = ({ context, request }) => {
  const { refusal } = context.get(pageContext);
  if (!refusal) return;
  if ("signIn" in refusal) throw redirect(refusal.signIn(request));
  if ("error" in refusal) throw refusal.error;
  throw data(null, { status: refusal.status });
};

export const middleware = [authorize];

export const loader = ({ context }: LoaderFunctionArgs) => load({ context }, (pages) => pages.signedIn());

/** Part of the document, so that it needs no file of the application. */
const FAVICON_URL =
  "data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 viewBox=%220 0 16 16%22%3E%3Cpath d=%22M8 1 14 3.2V8c0 3.4-2.4 5.9-6 7-3.6-1.1-6-3.6-6-7V3.2Z%22 fill=%22%235646c9%22/%3E%3Cpath d=%22M4.5 8.5h2L7.6 6l1.6 4.2 1-1.7h1.3%22 fill=%22none%22 stroke=%22%23fff%22 stroke-width=%221.1%22 stroke-linecap=%22round%22 stroke-linejoin=%22round%22/%3E%3C/svg%3E";

export function Layout({ children }: { children: ReactNode }) {
  const { theme, requestId, showErrors } = useDocument();
  return (
    <html
      lang="en"
      data-theme={theme === "system" ? undefined : theme}
      data-request-id={requestId}
      data-show-errors={showErrors ? "" : undefined}
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href={FAVICON_URL} type="image/svg+xml" />
        <Meta />
        {/* Its own files need no nonce, and browsers hide one from the comparison at the first render. */}
        <Links nonce="" />
      </head>
      <body>
        {children}
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}

export default function Root() {
  return <Outlet />;
}
