import type { ReactNode } from "react";
import { isRouteErrorResponse, useLocation, useRouteError } from "react-router";
import { useDocument } from "../document/document-facts.tsx";
import { CONTENT_ID } from "../ui/skip-link.tsx";
import { TextLink } from "../ui/text-link.tsx";

interface Explanation {
  title: string;
  message: string;
  hint: string;
}

const UNKNOWN_FAILURE: Explanation = {
  title: "This page failed",
  message: "The fault is the application's, not yours. It was written to the log.",
  hint: "Try again in a moment.",
};

const FAILURE_EXPLANATIONS: Record<number, Explanation> = {
  // #region aegis:auth
  403: {
    title: "Not for this account",
    message: "The signed-in account does not have the role that this page requires.",
    hint: "Ask an administrator, or sign in with another account.",
  },
  // #else
  // 401: {
  //   title: "Operators only",
  //   message: "These pages need the operators' password, and it was not given or is wrong.",
  //   hint: "Reload the page to be asked again.",
  // },
  // #endregion
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

/** What is shown in place of a page that cannot be. */
export function Failure() {
  return (
    <main
      id={CONTENT_ID}
      className="mx-auto flex min-h-dvh max-w-3xl flex-col justify-center gap-6 px-6 py-16"
    >
      <FailureReport>
        <TextLink to="/" reloadDocument>
          Start page
        </TextLink>
      </FailureReport>
    </main>
  );
}

/**
 * What failed and what to do about it, inside a page's landmark.
 *
 * @param children links to where the user can go on
 */
export function FailureReport({ children }: { children: ReactNode }) {
  const error = useRouteError();
  const status = isRouteErrorResponse(error) ? error.status : 500;
  const { title, message, hint } = FAILURE_EXPLANATIONS[status] ?? UNKNOWN_FAILURE;
  // The server sends stacks to developers only.
  const stack = error instanceof Error && import.meta.env.DEV ? error.stack : undefined;
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
