import type { Finding, HealthCheck } from "@aegis-stack/runtime/health";
import type { HttpServer } from "@aegis-stack/runtime/http";
import { createLogLevels, createSystemFeed } from "@aegis-stack/runtime/operations";
import { createAccountOperators as createOperators } from "@aegis-stack/runtime/operators"; // aegis:auth
// import { createOperators } from "@aegis-stack/runtime/operators"; // aegis:!auth
import type { Phase } from "@aegis-stack/runtime/process";
import { readSettings } from "@aegis-stack/runtime/settings";
import { createManualMetrics, createTestHealth } from "@aegis-stack/runtime/testing";
import { pino } from "pino";
import { onTestFinished } from "vitest";
import { productionSettings } from "#app/core/production-settings.fixture.ts";
import { settings as applicationSettings } from "#app/core/settings.ts";
import { createServer } from "./server.ts";
import type { Services } from "./services.ts";

export const PASSWORD = "correct horse battery";

export const basic = (password: string) => `Basic ${Buffer.from(`admin:${password}`).toString("base64")}`;

export const asOperator = { authorization: basic(PASSWORD) };

export interface TestServerOptions {
  /** As in the environment; NODE_ENV is "test" unless given. */
  environment?: Record<string, string>;
  checks?: readonly HealthCheck[];
  /** Services to use instead of the application's own. */
  services?: Partial<Services>;
  /** Adds routes before the server is ready. */
  routes?: (app: HttpServer) => void | Promise<void>;
}

/** A server of its own, with services, clock and log of its own; it is closed after the test. */
export async function testServer({
  environment = {},
  checks = [],
  services,
  routes,
}: TestServerOptions = {}) {
  const given: Record<string, string> = {
    NODE_ENV: "test",
    LOG_LEVEL: "debug",
    ...(environment.NODE_ENV === "production" && productionSettings),
    ...environment,
  };
  given.DATABASE_URL ??= process.env.DATABASE_URL ?? ""; // aegis:database
  const settings = readSettings(applicationSettings, given, "web");
  const lines: Record<string, unknown>[] = [];
  const log = pino(
    { level: settings.LOG_LEVEL },
    { write: (line: string) => void lines.push(JSON.parse(line)) },
  );
  let phase: Phase = "running";
  const leaving = new AbortController();
  const { metrics, tick } = createManualMetrics();
  metrics.start();
  const health = createTestHealth({
    groups: [{ name: "components", checks }],
    phase: {
      get current() {
        return phase;
      },
    },
    cacheMs: 0,
  });
  const app = await createServer({
    settings,
    log,
    health,
    metrics,
    feed: createSystemFeed(health, metrics),
    operators: createOperators({ settings }),
    logLevels: createLogLevels(log),
    draining: leaving.signal,
    ...services,
  });
  await routes?.(app);
  onTestFinished(() => app.close());
  const drain = () => {
    phase = "draining";
    leaving.abort();
  };
  return { app, lines, tick, drain };
}

/** Opens a port that is free and answers where the server can be reached. */
export async function listening(app: HttpServer): Promise<URL> {
  return new URL(await app.listen({ host: "127.0.0.1", port: 0 }));
}

/** A check that finds what `find` answers. */
export const check = (name: string, critical: boolean, find: () => Finding): HealthCheck => ({
  name,
  critical,
  check: find,
});
