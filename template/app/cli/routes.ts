import { subscribe } from "node:diagnostics_channel";
import type { Command } from "@aegis-stack/runtime/commands";
import type { FastifyInstance, RouteOptions } from "fastify";
import { print, printJson, styled, table } from "./terminal.ts";

interface Route {
  method: string;
  path: string;
  summary: string;
}

export const mutates = { routes: false };

export function configure(command: Command): void {
  command.option("--json", "answer in JSON").action(async ({ json }: { json?: boolean }) => {
    const routes = await listRoutes();
    if (json) return printJson(routes);
    const rows = routes.map(({ method, path, summary }) => [method, path, summary]);
    print(
      table(rows, (cell, column) =>
        column === 0 ? styled("bold", cell) : column === 2 ? styled("dim", cell) : cell,
      ),
    );
    print(styled("dim", "\nPages are listed in app/components/frontend/routes.ts."));
  });
}

/** Puts the server together without listening and looks on as its routes are added. */
async function listRoutes(): Promise<Route[]> {
  const routes: Route[] = [];
  subscribe("fastify.initialization", (message) => {
    if (!isInitialization(message)) return;
    message.fastify.addHook("onRoute", ({ method, url, schema }: RouteOptions) => {
      // A HEAD comes with every GET, and what the reference page is made of belongs to it.
      if (url.includes("*") || url.startsWith("/docs/")) return;
      const summary = schema && "summary" in schema ? String(schema.summary) : "";
      for (const name of [method].flat())
        if (name !== "HEAD") routes.push({ method: name, path: url, summary });
    });
  });
  const { pino } = await import("pino");
  const { createServer } = await import("#app/components/backend/server.ts");
  const app = await createServer({ log: pino({ level: "silent" }) });
  await app.ready();
  await app.close();
  return routes.sort((one, other) => one.path.localeCompare(other.path));
}

const isInitialization = (message: unknown): message is { fastify: FastifyInstance } =>
  typeof message === "object" && message !== null && "fastify" in message;
