import type { FastifyPluginAsync } from "fastify";
import { pino } from "pino";
import { onTestFinished } from "vitest";
import type { HttpServerValues } from "./http-server-values.ts";
import type { OperatorHook } from "./protection/operator-hook.ts";
import { markOperatorRequest } from "./protection/operator-requests.ts";
import { createHttpServer } from "./server.ts";
import type { HttpServer, HttpServerOptions } from "./server-options.ts";

export const TEST_SETTINGS: HttpServerValues = {
  NODE_ENV: "test",
  ALLOWED_HOSTS: [],
  TRUST_PROXY: false,
  CORS_ORIGINS: [],
  RATE_LIMIT: 600,
  BODY_LIMIT: 1_048_576,
};

/** Takes every client for an operator. */
const authorizeAll: OperatorHook = async (request) => markOperatorRequest(request);

/** Routes of an API, as an application has them. */
const exampleApi: FastifyPluginAsync = async (app) => {
  app.get("/api/v1/system/snapshot", { config: { quiet: true } }, () => ({}));
  app.put("/api/v1/system/log-level", () => ({}));
};

export interface TestServerOptions
  extends Partial<Pick<HttpServerOptions, "requireOperator" | "sessionCookie" | "aroundHandler" | "api">> {
  readonly settings?: Partial<HttpServerValues>;
  /** The level of the log. */
  readonly level?: string;
  /** Adds routes before the server is ready. */
  readonly routes?: (app: HttpServer) => void | Promise<void>;
}

/** A server with a log of its own, closed after the test. */
export async function testServer({ settings, level = "debug", routes, ...options }: TestServerOptions = {}) {
  const lines: Record<string, unknown>[] = [];
  const durations: number[] = [];
  const log = pino({ level }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const app = await createHttpServer({
    name: "shop",
    version: "1.2.3",
    applicationId: "shop:0123456789abcdef",
    settings: { ...TEST_SETTINGS, ...settings },
    log,
    health: { readiness: async () => ({ ready: true, reasons: [] }) },
    metrics: { record: (duration) => void durations.push(duration) },
    requireOperator: authorizeAll,
    api: exampleApi,
    ...options,
  });
  await routes?.(app);
  onTestFinished(() => app.close());
  return { app, lines, durations };
}

/** Opens a free port and returns where the server listens. */
export async function listenAnywhere(app: HttpServer): Promise<URL> {
  return new URL(await app.listen({ host: "127.0.0.1", port: 0 }));
}
