import { join } from "node:path";
import { pathToFileURL } from "node:url";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import type { ServerBuild } from "react-router";
import { UI_BUILD_DIRECTORY } from "#app/core/constants.ts";
import { servePages } from "./pages.ts";

/** How long a page may take unless it is said otherwise, in milliseconds. */
const PAGE_TIMEOUT = 15_000;

export interface ProductionPagesOptions {
  /** Where the build lies. */
  directory?: string;
  /** After how many milliseconds a page is given up. */
  timeout?: number;
}

/** Pages from the build. */
export async function productionPages(
  app: FastifyInstance,
  { directory = UI_BUILD_DIRECTORY, timeout = PAGE_TIMEOUT }: ProductionPagesOptions = {},
): Promise<void> {
  const client = join(directory, "client");
  // Their names carry a hash of what is in them, so they never change.
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
  const build: ServerBuild = await import(pathToFileURL(join(directory, "server/index.js")).href);
  servePages(app, { load: () => build, mode: "production", timeout });
}
