import type { Component } from "@aegis-stack/runtime/application";
import { buildPages, developmentPages, productionPages } from "@aegis-stack/runtime/frontend";
import { type ListeningServer, serveHttp } from "@aegis-stack/runtime/http";
import type { LifecyclePart } from "@aegis-stack/runtime/process";
import type { FastifyPluginAsync } from "fastify";
import { createPageContext } from "#app/components/frontend/serve/create-context.ts";
import { APP_NAME, APP_VERSION, DATA_DIRECTORY, ROOT, UI_BUILD_DIRECTORY } from "#app/core/constants.ts";
import { log } from "#app/core/log.ts";
import { operators } from "#app/core/operators.ts"; // aegis:auth
import { queue } from "#app/core/queue.ts"; // aegis:worker=redis
import { settings } from "#app/core/settings.ts";

// #region aegis:worker=redis
const EMBEDDED_QUEUE_NOTE =
  "Tasks run in this process and are kept in an embedded database, for development. Set REDIS_URL to keep them on a server.";

// #endregion aegis:worker=redis
/** API and pages in one server: pages from source in development, from the build in production. */
export const web: Component = {
  async create({ role, leave }) {
    const { createServer } = await import("#app/components/backend/server.ts");
    const [app, pages] = await Promise.all([createServer(), loadPages(role === "dev", leave)]);
    await app.register(pages);
    return serve(app);
  },
};

async function loadPages(fromSource: boolean, leave: AbortSignal): Promise<FastifyPluginAsync> {
  const createContext = createPageContext;
  if (fromSource) return developmentPages({ root: ROOT, createContext });
  await buildPages({ root: ROOT, buildDirectory: UI_BUILD_DIRECTORY, log, leave });
  return productionPages({ buildDirectory: UI_BUILD_DIRECTORY, createContext });
}

/** The server as a part of the process: listens, says where, and stops without dropping a request. */
export const serve = (app: ListeningServer): LifecyclePart =>
  serveHttp({
    app,
    name: APP_NAME,
    version: APP_VERSION,
    settings,
    log,
    dataDirectory: DATA_DIRECTORY,
    token: operators.token, // aegis:auth
    hasAccounts: true, // aegis:auth
    notes: () => (queue.engine.kind === "embedded" ? [EMBEDDED_QUEUE_NOTE] : []), // aegis:worker=redis
  });
