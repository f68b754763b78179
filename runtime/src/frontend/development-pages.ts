import { existsSync } from "node:fs";
import { join } from "node:path";
import type { FastifyPluginAsync } from "fastify";
import type { ServerBuild } from "react-router";
import { markAssetRequest, unmarkAssetRequest } from "../http/index.ts";
import { type CreatePageContext, servePages } from "./serve-pages.ts";
import { findAllowedFolders, isViteRequest } from "./vite-requests.ts";

/** The first page waits until everything that it imports is compiled. */
const PAGE_TIMEOUT_MS = 120_000;

/** How pages are served from source. */
export interface DevelopmentOptions {
  /** The folder that holds package.json. */
  readonly root: string;
  readonly createContext: CreatePageContext;
}

/** Serves the pages from source, with hot reload over the server's own port. */
export const developmentPages =
  ({ root, createContext }: DevelopmentOptions): FastifyPluginAsync =>
  async (app) => {
    const { createServer } = await import("vite");
    const folders = findAllowedFolders(root);
    const vite = await createServer({
      root,
      configLoader: "native",
      appType: "custom",
      server: {
        middlewareMode: true,
        hmr: { server: app.server },
        // No other origin reads what Vite serves.
        cors: false,
        // The server has checked the host before. The web socket asks for a token, which is in what was served.
        allowedHosts: true,
        fs: { strict: true, allow: [...folders] },
      },
    });
    const { publicDir } = vite.config;
    const isPublic = (path: string) => !path.endsWith("/") && existsSync(join(publicDir, path));
    app.addHook("onClose", () => vite.close());
    app.addHook("onRequest", ({ raw }, reply, done) => {
      if (!isViteRequest(raw.url ?? "/", { root, folders, isPublic })) return done();
      // Vite responds past Fastify, so the headers that keep other origins from loading its modules are set here.
      reply.raw.setHeader("cross-origin-resource-policy", "same-origin");
      reply.raw.setHeader("x-content-type-options", "nosniff");
      // One page asks for a hundred modules: none of them gets a line in the log.
      markAssetRequest(raw);
      vite.middlewares(raw, reply.raw, (error?: Error) => {
        unmarkAssetRequest(raw);
        done(error);
      });
    });
    const load = async () => (await vite.ssrLoadModule("virtual:react-router/server-build")) as ServerBuild;
    // While the server starts, so that the first page need not wait for it. A page that cannot be compiled says so itself.
    void load().catch(() => {});
    servePages(app, { load, mode: "development", createContext, pageTimeoutMs: PAGE_TIMEOUT_MS });
  };
