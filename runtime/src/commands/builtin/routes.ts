import { subscribe } from "node:diagnostics_channel";
import type { FastifyInstance, RouteOptions } from "fastify";
import { formatTable, print, printJson, styled } from "../../terminal/index.ts";
import type { CommandModule } from "../command.ts";

/** The module that creates the application's server, not yet listening. */
export interface ServerModule {
  createServer(): Promise<Pick<FastifyInstance, "ready" | "close">>;
}

interface Route {
  method: string;
  path: string;
  summary: string;
}

/** `routes`: lists the routes of the API. */
export const createRoutesCommand = (loadServer: () => Promise<ServerModule>): CommandModule => ({
  mutates: { routes: false },
  configure(command) {
    command.option("--json", "answer in JSON").action(async ({ json }: { json?: boolean }) => {
      const routes = await listRoutes(loadServer);
      if (json) return printJson(routes);
      const rows = routes.map(({ method, path, summary }) => [method, path, summary]);
      print(
        formatTable(rows, (cell, column) =>
          column === 0 ? styled("bold", cell) : column === 2 ? styled("dim", cell) : cell,
        ),
      );
      print(styled("dim", "\nPages are listed in app/components/frontend/routes.ts."));
    });
  },
});

/** Creates the server without listening and collects its routes as they are added. */
async function listRoutes(loadServer: () => Promise<ServerModule>): Promise<Route[]> {
  const routes: Route[] = [];
  subscribe("fastify.initialization", (message) => {
    if (!isInitialization(message)) return;
    message.fastify.addHook("onRoute", ({ method, url, schema }: RouteOptions) => {
      // A HEAD comes with every GET, and the files of the reference page belong to it.
      if (url.includes("*") || url.startsWith("/docs/")) return;
      const summary = schema && "summary" in schema ? String(schema.summary) : "";
      for (const name of [method].flat())
        if (name !== "HEAD") routes.push({ method: name, path: url, summary });
    });
  });
  const { createServer } = await loadServer();
  const app = await createServer();
  await app.ready();
  await app.close();
  return routes.sort((one, other) => one.path.localeCompare(other.path));
}

const isInitialization = (message: unknown): message is { fastify: FastifyInstance } =>
  typeof message === "object" && message !== null && "fastify" in message;
