import type { HttpServer } from "@aegis-stack/runtime/http";
import { createAccountOperators as createOperators } from "@aegis-stack/runtime/operators"; // aegis:auth
// import { createOperators } from "@aegis-stack/runtime/operators"; // aegis:!auth
import { readSettings } from "@aegis-stack/runtime/settings";
import { createManualMetrics, createTestHealth } from "@aegis-stack/runtime/testing";
import { pino } from "pino";
import { onTestFinished } from "vitest";
import { application as ownApplication } from "#app/application.ts";
import { createServer } from "#app/components/backend/server.ts";
import type { Services } from "#app/components/backend/services.ts";
import { settings as applicationSettings } from "#app/core/settings.ts";
import { productionSettings } from "../production-settings.ts";

export const OPERATOR_PASSWORD = "correct horse battery";

export const basic = (password: string) => `Basic ${Buffer.from(`admin:${password}`).toString("base64")}`;

export const asOperator = { authorization: basic(OPERATOR_PASSWORD) };

export interface TestServerOptions {
  /** As in the environment; NODE_ENV is "test" unless given. */
  environment?: Record<string, string>;
  /** What brings routes for operators, in place of the application's capabilities. */
  capabilities?: (typeof ownApplication)["capabilities"];
  services?: Partial<Services>; // aegis:auth
  /** Adds routes before the server is ready. */
  routes?: (app: HttpServer) => void | Promise<void>;
}

/** A server with a health tree, metrics and a log of its own; it is closed after the test. */
export async function testServer({
  environment = {},
  capabilities = ownApplication.capabilities,
  services, // aegis:auth
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
  const { metrics } = createManualMetrics();
  const health = createTestHealth({ cacheMs: 0 });
  const operators = createOperators({ settings });
  const app = await createServer({
    application: {
      ...ownApplication,
      capabilities,
      settings,
      log,
      health,
      metrics,
    },
    services: { operators, ...services }, // aegis:auth
    // operators, // aegis:!auth
  });
  await routes?.(app);
  onTestFinished(() => app.close());
  return { app, lines };
}

/** Opens a port that is free and answers where the server can be reached. */
export async function listening(app: HttpServer): Promise<URL> {
  return new URL(await app.listen({ host: "127.0.0.1", port: 0 }));
}
