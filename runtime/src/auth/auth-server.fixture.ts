import type { FastifyPluginAsync } from "fastify";
import { pino } from "pino";
import { onTestFinished } from "vitest";
import { TEST_SETTINGS } from "../http/http-server.fixture.ts";
import { createHttpServer, type HttpServer, type HttpServerValues } from "../http/index.ts";
import { createOperatorApi } from "../operations/index.ts";
import { type AccountOperators, createAccountOperators } from "../operators/index.ts";
import { createProcessPhase } from "../process/index.ts";
import { createManualMetrics, createTestHealth } from "../testing/index.ts";
import { APP_NAME, type FreshAuth, roles } from "./fresh-auth.fixture.ts";
import { createAccountProtection } from "./protection/account-protection.ts";
import { createUserHook, getRequestUser } from "./protection/require-user.ts";
import { createAuthRoutes } from "./routes/auth-routes.ts";
import { createOperatorRoutes } from "./routes/operator-routes.ts";
import { createSessionUserSchema } from "./sessions/session.ts";

export { listenAnywhere } from "../http/http-server.fixture.ts";

export const PASSWORD = "correct horse battery";

const basic = (password: string) => `Basic ${Buffer.from(`admin:${password}`).toString("base64")}`;

export const asOperator = { authorization: basic(PASSWORD) };

export interface AuthServerOptions {
  readonly accounts: Pick<Awaited<ReturnType<FreshAuth>>, "auth" | "users" | "audit">;
  readonly settings?: Partial<HttpServerValues>;
  readonly operators?: AccountOperators;
  /** Adds routes before the server is ready. */
  readonly routes?: (app: HttpServer) => void | Promise<void>;
}

/** A server with the routes of accounts and those for operators, whose password is PASSWORD. It is closed after the test. */
export async function createAuthServer({ accounts, settings, routes, ...options }: AuthServerOptions) {
  const { auth: service, users, audit } = accounts;
  const auth = {
    roles,
    users,
    audit,
    identify: (header: string | undefined) => service.identify(header),
    handle: (request: Request, client: string) => service.handle(request, client),
  };
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level: "trace" }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const phase = createProcessPhase();
  phase.enter("running");
  const { metrics } = createManualMetrics();
  metrics.start();
  const health = createTestHealth({ phase, cacheMs: 0 });
  const operators =
    options.operators ??
    createAccountOperators({
      settings: { NODE_ENV: "test", OVERSEER_PASSWORD: PASSWORD, MONITORING_TOKEN: undefined },
    });
  const { requireOperator, responseHooks } = createAccountProtection({ auth, operators });

  /** The route of an application that shows who is signed in. */
  const accountRoutes: FastifyPluginAsync = async (app) => {
    app.addHook("preParsing", createUserHook(auth));
    const response = { 200: createSessionUserSchema(roles) };
    app.get("", { schema: { response } }, (request) => getRequestUser(request));
  };
  const app = await createHttpServer({
    name: APP_NAME,
    version: "1.0.0",
    applicationId: `${APP_NAME}:0123456789abcdef`,
    settings: { ...TEST_SETTINGS, RATE_LIMIT: 100_000, ...settings },
    log,
    health,
    metrics: metrics.requests,
    requireOperator,
    sessionCookie: `${APP_NAME}.session_token`,
    api: async (api) => {
      await api.register(createAuthRoutes(auth), { prefix: "/api/v1/auth" });
      await api.register(accountRoutes, { prefix: "/api/v1/account" });
    },
  });
  const capabilities = [{ routes: async () => createOperatorRoutes(auth) }];
  await app.register(
    createOperatorApi({ capabilities, health, metrics, log, phase, requireOperator, responseHooks }),
  );
  await routes?.(app);
  onTestFinished(() => app.close());
  return { app, lines };
}
