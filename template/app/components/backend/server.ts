import { createAccountProtection } from "@aegis-stack/runtime/auth";
import { createHttpServer, type HttpServer } from "@aegis-stack/runtime/http"; // aegis:auth
// import { createHttpServer, createPasswordOperatorHook, type HttpServer } from "@aegis-stack/runtime/http"; // aegis:!auth
import { createOperatorApi } from "@aegis-stack/runtime/operations";
// import type { Operators } from "@aegis-stack/runtime/operators"; // aegis:!auth
// import { createPasswordGuard } from "@aegis-stack/runtime/overseer"; // aegis:!auth
import { runWithRequestId } from "@aegis-stack/runtime/queue";
import { application as ownApplication } from "#app/application.ts";
import { API_PREFIX, APPLICATION_ID } from "#app/core/constants.ts";
// import { operators as ownOperators } from "#app/core/operators.ts"; // aegis:!auth
import { apiRoutes } from "./api/index.ts";
import { overseer } from "./overseer.ts";
import { services as ownServices, type Services } from "./services.ts";

/** What is not given is the application's own. */
export interface ServerOptions {
  readonly application?: typeof ownApplication;
  // #region aegis:auth
  readonly services?: Partial<Services>;
  // #else
  // readonly operators?: Operators;
  // #endregion
  /** After how many milliseconds a page of Overseer responds with 503. */
  readonly pageTimeoutMs?: number;
}

/** Creates the server, not yet listening: the caller may add routes, which get everything that is set up here. */
export async function createServer(options: ServerOptions = {}): Promise<HttpServer> {
  const { application = ownApplication, pageTimeoutMs } = options;
  // #region aegis:auth
  const services = { ...ownServices, ...options.services };
  const protection = createAccountProtection(services);
  const { requireOperator, guard } = protection;
  // #else
  // const { operators = ownOperators } = options;
  // const requireOperator = createPasswordOperatorHook({ operators, name: application.name });
  // const guard = createPasswordGuard({ operators, name: application.name });
  // #endregion
  const app = await createHttpServer({
    ...application,
    applicationId: APPLICATION_ID,
    metrics: application.metrics.requests,
    requireOperator,
    sessionCookie: `${application.name}.session_token`, // aegis:auth
    // #region aegis:worker
    // What a handler enqueues carries the id of its request.
    aroundHandler: ({ id }, _reply, done) => runWithRequestId(id, done),
    // #endregion
    api: async (api) => {
      // #region aegis:auth
      await api.register(apiRoutes, { services, prefix: API_PREFIX });
      // #else
      // await api.register(apiRoutes, { prefix: API_PREFIX });
      // #endregion
    },
  });
  // #region aegis:auth
  await app.register(createOperatorApi({ ...application, ...protection }));
  // #else
  // await app.register(createOperatorApi({ ...application, requireOperator }));
  // #endregion
  await app.register(overseer({ application, guard, pageTimeoutMs }));
  return app;
}
