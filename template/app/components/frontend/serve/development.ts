import type { FastifyInstance } from "fastify";
import type { ServerBuild } from "react-router";
import { createServer } from "vite";
import { ROOT } from "#app/core/constants.ts";
import { servePages } from "./pages.ts";

/** How long a page may take, in milliseconds: the first one waits for everything it imports to be compiled. */
const PAGE_TIMEOUT = 120_000;

/** Pages from source, with hot reload over the server's own port. */
export async function developmentPages(app: FastifyInstance): Promise<void> {
  const vite = await createServer({
    root: ROOT,
    configLoader: "native",
    appType: "custom",
    server: { middlewareMode: true, hmr: { server: app.server } },
  });
  app.addHook("onClose", () => vite.close());
  app.addHook("onRequest", (request, reply, done) => vite.middlewares(request.raw, reply.raw, done));
  const load = async () => (await vite.ssrLoadModule("virtual:react-router/server-build")) as ServerBuild;
  servePages(app, { load, mode: "development", timeout: PAGE_TIMEOUT });
}
