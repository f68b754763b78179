import { pino } from "pino";
import { onTestFinished } from "vitest";
import type { CapabilityParts } from "../application/index.ts";
import type { Finding, HealthCheck } from "../health/index.ts";
import { TEST_SETTINGS } from "../http/http-server.fixture.ts";
import { createHttpServer, createPasswordOperatorHook, type HttpServer } from "../http/index.ts";
import { createOperators } from "../operators/index.ts";
import { createProcessPhase } from "../process/index.ts";
import { createManualMetrics, createTestHealth } from "../testing/index.ts";
import { createOperatorApi } from "./index.ts";

export { listenAnywhere as listening } from "../http/http-server.fixture.ts";

export const PASSWORD = "correct horse battery";

export const asOperator = {
  authorization: `Basic ${Buffer.from(`admin:${PASSWORD}`).toString("base64")}`,
};

export interface TestServerOptions {
  readonly environment?: {
    readonly NODE_ENV?: string;
    readonly LOG_LEVEL?: string;
    readonly OVERSEER_PASSWORD?: string;
  };
  readonly checks?: readonly HealthCheck[];
  readonly capabilities?: readonly Pick<CapabilityParts, "routes">[];
  /** Adds routes before the server is ready. */
  readonly routes?: (app: HttpServer) => void;
}

/** A server with the routes for operators, its own health tree, metrics and log; it is closed after the test. */
export async function testServer(options: TestServerOptions = {}) {
  const { environment = {}, checks = [], capabilities = [], routes } = options;
  const settings = {
    ...TEST_SETTINGS,
    NODE_ENV: environment.NODE_ENV === "production" ? "production" : "test",
    OVERSEER_PASSWORD: environment.OVERSEER_PASSWORD,
    MONITORING_TOKEN: undefined,
  } as const;
  const lines: Record<string, unknown>[] = [];
  const level = environment.LOG_LEVEL ?? "debug";
  const log = pino({ level }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const phase = createProcessPhase();
  phase.enter("running");
  const { metrics, tick } = createManualMetrics();
  metrics.start();
  const health = createTestHealth({ groups: [{ name: "components", checks }], phase, cacheMs: 0 });
  const requireOperator = createPasswordOperatorHook({
    operators: createOperators({ settings }),
    name: "my-app",
  });
  const app = await createHttpServer({
    name: "my-app",
    version: "1.0.0",
    applicationId: "my-app:0123456789abcdef",
    settings,
    log,
    health,
    metrics: metrics.requests,
    requireOperator,
    api: async () => {},
  });
  await app.register(createOperatorApi({ capabilities, health, metrics, log, phase, requireOperator }));
  routes?.(app);
  onTestFinished(() => app.close());
  return { app, lines, tick, drain: () => phase.enter("draining") };
}

/** A check that finds what `find` returns. */
export const check = (name: string, critical: boolean, find: () => Finding): HealthCheck => ({
  name,
  critical,
  check: find,
});
