// A module of React Router's compiler: the routes, compiled for the server.
import * as build from "virtual:react-router/server-build";
import { createRequestHandler, RouterContextProvider } from "react-router";
import type { PageContext } from "../pages/pages.ts";
import { pageContext } from "./page-context.ts";

const handle = createRequestHandler(build, "production");

/** Keeps the errors of loaders as they are, for developers. */
const handleOpenly = createRequestHandler(build, "development");

/** Renders one page, or the data of one. */
export function renderPage(request: Request, page: PageContext): Promise<Response> {
  const context = new RouterContextProvider();
  context.set(pageContext, page);
  return page.showErrors ? handleOpenly(request, context) : handle(request, context);
}
