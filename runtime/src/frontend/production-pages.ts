import { join } from "node:path";
import { pathToFileURL } from "node:url";
import fastifyStatic from "@fastify/static";
import type { FastifyPluginAsync } from "fastify";
import type { ServerBuild } from "react-router";
import { type CreatePageContext, servePages } from "./serve-pages.ts";

const PAGE_TIMEOUT_MS = 15_000;

/** How pages are served from the build. */
export interface ProductionOptions {
  /** The folder of the build, with `client/` and `server/` in it. */
  readonly buildDirectory: string;
  readonly createContext: CreatePageContext;
  /** How long a page may take before the response is 503: 15 s unless given. */
  readonly pageTimeoutMs?: number;
}

/** Serves the pages of the build, and the files that browsers load. */
export const productionPages =
  ({
    buildDirectory,
    createContext,
    pageTimeoutMs = PAGE_TIMEOUT_MS,
  }: ProductionOptions): FastifyPluginAsync =>
  async (app) => {
    const client = join(buildDirectory, "client");
    // Their names carry a hash of their content, so they never change.
    await app.register(fastifyStatic, {
      root: join(client, "assets"),
      prefix: "/assets/",
      index: false,
      decorateReply: false,
      preCompressed: true,
      immutable: true,
      maxAge: "1y",
    });
    // The icon and its like keep their names, so browsers ask again after an hour.
    await app.register(fastifyStatic, {
      root: client,
      wildcard: false,
      globIgnore: ["assets/**", ".vite/**"],
      index: false,
      decorateReply: false,
      maxAge: "1h",
    });
    const build: ServerBuild = await import(pathToFileURL(join(buildDirectory, "server/index.js")).href);
    servePages(app, { load: () => build, mode: "production", createContext, pageTimeoutMs });
  };
