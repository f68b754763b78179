import { join } from "node:path";
import type { FastifyPluginAsync } from "fastify";
import type { Component, ComponentContext } from "../application/index.ts";
import { getDataFolder } from "../files/index.ts";
import { type HttpServer, type ServeValues, serveHttp } from "../http/index.ts";
import { buildPages } from "./build-pages.ts";
import { developmentPages } from "./development-pages.ts";
import { productionPages } from "./production-pages.ts";
import type { CreatePageContext } from "./serve-pages.ts";

/** What the component `web` is defined from. */
export interface WebOptions {
  /** Creates the server of the API, without the pages. Called by the process that serves it. */
  createServer(): Promise<HttpServer>;
  /** Creates what the pages of one request get from the server. */
  readonly createContext: CreatePageContext;
  /** Where it listens. */
  readonly settings: ServeValues;
  /** In an application with accounts: the token by which the server accepts commands of its own folder as operators. */
  readonly token?: string;
}

/** API and pages in one server: pages from source in development, from the build in production. */
export function defineWeb(options: WebOptions): Component {
  return {
    async create(context) {
      const [app, pages] = await Promise.all([options.createServer(), loadPages(options, context)]);
      await app.register(pages);
      const { application } = context;
      return serveHttp({
        app,
        name: application.name,
        version: application.version,
        log: application.log,
        settings: options.settings,
        dataDirectory: getDataFolder(application.folder),
        token: options.token,
        hasAccounts: options.token !== undefined,
        notes: () => application.capabilities.flatMap((capability) => capability.notes?.() ?? []),
      });
    },
  };
}

async function loadPages(
  { createContext }: WebOptions,
  { application, role, leave }: ComponentContext,
): Promise<FastifyPluginAsync> {
  const { folder: root, log } = application;
  if (role === "dev") return developmentPages({ root, createContext });
  const buildDirectory = join(root, "build");
  await buildPages({ root, buildDirectory, log, leave });
  return productionPages({ buildDirectory, createContext });
}
