import type { FastifyInstance, RouteOptions } from "fastify";

/** What the description of the API needs to know of a route. */
export type DescribedRoute = Pick<RouteOptions, "method" | "url" | "schema" | "config" | "constraints">;

/** Keeps what the description needs of each route that is added from here on. The list grows until the server is ready. */
export function collectDescribedRoutes(app: FastifyInstance): readonly DescribedRoute[] {
  const routes: DescribedRoute[] = [];
  app.addHook("onRoute", ({ method, url, schema, config, constraints }) => {
    if (schema?.hide || method === "HEAD") return;
    routes.push({
      method,
      url,
      ...(schema && { schema }),
      ...(config && { config }),
      ...(constraints && { constraints }),
    });
  });
  return routes;
}
