import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import fastify, { type FastifyInstance } from "fastify";
import type { DescribedRoute } from "./described-routes.ts";
import { createOpenApiOptions, type OpenApiOptions } from "./openapi.ts";
import { REFERENCE_PAGE_SCRIPT } from "./page-script.ts";
import { REFERENCE_PAGE_STYLE } from "./page-style.ts";

/**
 * Creates the server behind the reference routes: it describes the routes of the application's server and never runs one.
 * What writes the description and its page are a hundred modules, so they are loaded with this file, by the first
 * request for either.
 */
export async function createReferenceServer(
  routes: readonly DescribedRoute[],
  options: OpenApiOptions,
): Promise<FastifyInstance> {
  const app = fastify();
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => JSON.stringify);
  await app.register(swagger, createOpenApiOptions(options));
  for (const route of routes) app.route({ ...route, exposeHeadRoute: false, handler: () => undefined });
  app.get("/openapi.json", { schema: { hide: true } }, () => app.swagger());
  await app.register(swaggerUi, {
    routePrefix: "/docs",
    // Without the bar that asks for the address of another description; the theme whose colours all have contrast.
    uiConfig: { layout: "BaseLayout", syntaxHighlight: { theme: "tomorrow-night" } },
    theme: {
      title: `${options.name} API`,
      css: [{ filename: "page.css", content: REFERENCE_PAGE_STYLE }],
      js: [{ filename: "page.js", content: REFERENCE_PAGE_SCRIPT }],
    },
  });
  return app;
}
