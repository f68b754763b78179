import type { ReactNode } from "react";
import { Links, Meta, Outlet, Scripts, ScrollRestoration } from "react-router";
import "./app.css";
import { whoIsSignedIn } from "./auth/who-is-signed-in.ts";
import { useDocument } from "./document/document-facts.tsx";

export { Failure as ErrorBoundary } from "./pages/failure.tsx";
// #region aegis:auth

export const loader = whoIsSignedIn;
// #endregion

export function Layout({ children }: { children: ReactNode }) {
  const { theme, requestId } = useDocument();
  return (
    <html lang="en" data-theme={theme === "system" ? undefined : theme} data-request-id={requestId}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
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
