import type { ReactNode } from "react";
import { isRouteErrorResponse, useLocation, useRouteError } from "react-router";
import { useDocument } from "./document/document-facts.tsx";
import { OuterLink } from "./ui/outer-link.tsx";
import { CONTENT_ID } from "./ui/skip-link.tsx";

interface Explanation {
  title: string;
  message: string;
  hint: string;
}

const UNEXPECTED_FAULT: Explanation = {
  title: "This page failed",
  message: "The fault is the application's, not yours. It was written to the log.",
  hint: "Try again in a moment.",
};

const STATUS_EXPLANATIONS: Record<number, Explanation> = {
  401: {
    title: "Authentication required",
    message: "These pages require the operators' password, which is missing or wrong.",
    hint: "Reload the page to be asked again.",
  },
  403: {
    title: "Access denied",
    message: "The signed-in account does not have the role that this page requires.",
    hint: "Ask an administrator, or sign in with another account.",
  },
  429: {
    title: "Too many attempts",
    message: "Too many wrong passwords came from your address.",
    hint: "Wait a minute, then reload the page.",
  },
  404: {
    title: "Page not found",
    message: "There is no page at this address. It may be misspelt, or the page may have moved.",
    hint: "Check the address, or follow the link below.",
  },
};

/** The page that is shown when another one fails. */
export function Failure() {
  return (
    <main
      id={CONTENT_ID}
      className="mx-auto flex min-h-dvh max-w-3xl flex-col justify-center gap-6 px-6 py-16"
    >
      <FailureReport>
        <OuterLink href="/">Start page</OuterLink>
      </FailureReport>
    </main>
  );
}

/**
 * What failed and what to do about it, inside a page's landmark.
 *
 * @param children links to where the user can continue
 */
export function FailureReport({ children }: { children: ReactNode }) {
  const error = useRouteError();
  const status = isRouteErrorResponse(error) ? error.status : 500;
  const { showErrors } = useDocument();
  const stack = showErrors && error instanceof Error ? error.stack : undefined;
  const { title, message, hint } = STATUS_EXPLANATIONS[status] ?? UNEXPECTED_FAULT;
  return (
    <>
      <title>{title}</title>
      <div>
        <p className="font-mono text-muted tabular-nums">{status}</p>
        <h1 className="mt-1 text-2xl font-semibold">{title}</h1>
        <p className="mt-2 text-base">{message}</p>
        <p className="text-base text-muted">{hint}</p>
      </div>
      {stack && (
        <pre className="overflow-x-auto rounded-md border border-line bg-panel p-4 font-mono text-xs [overflow-wrap:anywhere] whitespace-pre-wrap">
          {stack}
        </pre>
      )}
      <div className="flex flex-wrap items-baseline justify-between gap-4 border-t border-line pt-4">
        {children}
        {status >= 500 && <RequestId />}
      </div>
    </>
  );
}

/** The server knows the request only for the document itself, not for what was fetched after it. */
function RequestId() {
  const { requestId } = useDocument();
  if (useLocation().key !== "default") return null;
  return (
    <p className="text-xs text-muted">
      Request <code className="[overflow-wrap:anywhere] text-ink">{requestId}</code>
    </p>
  );
}
