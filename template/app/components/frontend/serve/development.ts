import { existsSync } from "node:fs";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import type { ServerBuild } from "react-router";
import { createServer } from "vite";
import { markAsAsset, markAsPage } from "#app/core/asset-requests.ts";
import { ROOT } from "#app/core/constants.ts";
import { servePages } from "./pages.ts";
import { ALLOWED_FOLDERS, isViteRequest } from "./vite-requests.ts";

/** How long a page may take, in milliseconds: the first one waits for everything it imports to be compiled. */
const PAGE_TIMEOUT = 120_000;

/** Pages from source, with hot reload over the server's own port. */
export async function developmentPages(app: FastifyInstance): Promise<void> {
  const vite = await createServer({
    root: ROOT,
    configLoader: "native",
    appType: "custom",
    server: {
      middlewareMode: true,
      hmr: { server: app.server },
      // No other origin reads what Vite serves.
      cors: false,
      // The server has checked the host before. The web socket asks for a token, which is in what was served.
      allowedHosts: true,
      fs: { strict: true, allow: [...ALLOWED_FOLDERS] },
    },
  });
  const { publicDir } = vite.config;
  const isPublic = (path: string) => !path.endsWith("/") && existsSync(join(publicDir, path));
  app.addHook("onClose", () => vite.close());
  app.addHook("onRequest", ({ raw }, reply, done) => {
    if (!isViteRequest(raw.url ?? "/", isPublic)) return done();
    // Vite answers past Fastify, so the headers that keep other origins from loading its modules are set here.
    reply.raw.setHeader("cross-origin-resource-policy", "same-origin");
    reply.raw.setHeader("x-content-type-options", "nosniff");
    // One page asks for a hundred modules: none of them gets a line in the log.
    markAsAsset(raw);
    vite.middlewares(raw, reply.raw, (error?: Error) => {
      markAsPage(raw);
      done(error);
    });
  });
  const load = async () => (await vite.ssrLoadModule("virtual:react-router/server-build")) as ServerBuild;
  // While the server starts, so that the first page need not wait for it. A page that cannot be compiled says so itself.
  void load().catch(() => {});
  servePages(app, { load, mode: "development", timeout: PAGE_TIMEOUT });
}
