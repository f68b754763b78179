import { pino } from "pino";
import { onTestFinished } from "vitest";
import type { Phase } from "#app/core/lifecycle/phase.ts";
import { loadSettings } from "#app/core/settings/load.ts";
import { productionSettings } from "#app/core/settings/production.fixture.ts";
import { SystemFeed } from "#app/services/system/feed/system-feed.ts";
import type { Finding, HealthCheck } from "#app/services/system/health/check.ts";
import { HealthService } from "#app/services/system/health/health-service.ts";
import { LogLevelService } from "#app/services/system/log-level/log-level-service.ts";
import { metricsByHand } from "#app/services/system/metrics/metrics-by-hand.fixture.ts";
import { OperatorsService } from "#app/services/system/operators/operators-service.ts";
import { createServer, type Server } from "./server.ts";
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
  routes?: (app: Server) => void | Promise<void>;
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
  const settings = loadSettings(given, "web");
  const lines: Record<string, unknown>[] = [];
  const log = pino(
    { level: settings.LOG_LEVEL },
    { write: (line: string) => void lines.push(JSON.parse(line)) },
  );
  let phase: Phase = "running";
  const leaving = new AbortController();
  const { metrics, tick } = metricsByHand();
  metrics.start();
  const health = new HealthService({
    groups: [{ name: "components", checks }],
    phase: () => phase,
    cache: 0,
  });
  const app = await createServer({
    settings,
    log,
    health,
    metrics,
    feed: new SystemFeed(health, metrics),
    operators: new OperatorsService({ settings }),
    logLevels: new LogLevelService(log),
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
export async function listening(app: Server): Promise<URL> {
  return new URL(await app.listen({ host: "127.0.0.1", port: 0 }));
}

/** A check that finds what `find` answers. */
export const check = (name: string, critical: boolean, find: () => Finding): HealthCheck => ({
  name,
  critical,
  check: find,
});
