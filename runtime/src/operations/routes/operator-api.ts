import type { FastifyPluginAsync } from "fastify";
import { OPERATOR_API_PREFIX } from "../../address/index.ts";
import type { CapabilityParts } from "../../application/index.ts";
import type { Health } from "../../health/index.ts";
import type { OperatorHook, ResponseHook } from "../../http/index.ts";
import type { Metrics } from "../../metrics/index.ts";
import { createLogLevels, type LeveledLog } from "../log-levels.ts";
import { createEventRoutes } from "./event-routes.ts";
import { createHealthRoutes } from "./health-routes.ts";
import { createLogLevelRoutes } from "./log-level-routes.ts";
import { createSnapshotRoutes } from "./snapshot-routes.ts";

/** What the routes for operators are created from: an application is one. */
export interface OperatorApiOptions {
  /** What the application is made of; each may bring routes. */
  readonly capabilities: readonly Pick<CapabilityParts, "routes">[];
  readonly health: Health;
  readonly metrics: Metrics;
  /** The log whose level operators change. */
  readonly log: LeveledLog;
  /** Where the process stands between its start and its end. */
  readonly phase: { readonly draining: AbortSignal };
  /** Authorizes every request before anything of it is parsed. */
  readonly requireOperator: OperatorHook;
  /** Run before each response is sent, in this order. */
  readonly responseHooks?: readonly ResponseHook[];
}

/**
 * Creates the routes for operators as a plugin of Fastify: `/health`, the state of the system, and the routes of each
 * capability below `/overseer/api`. The server must use the compilers of fastify-type-provider-zod, as `createHttpServer` does.
 */
export function createOperatorApi(options: OperatorApiOptions): FastifyPluginAsync {
  const { capabilities, log, phase, requireOperator, responseHooks = [] } = options;
  return async function operatorApi(app) {
    app.addHook("preParsing", requireOperator);
    for (const hook of responseHooks) app.addHook("onSend", hook);
    await app.register(createHealthRoutes(options));
    await app.register(
      async (scope) => {
        await scope.register(createSnapshotRoutes(options));
        await scope.register(createEventRoutes(options));
        await scope.register(createLogLevelRoutes(createLogLevels(log)));
        for (const { routes } of capabilities) {
          if (routes) await scope.register(await routes({ draining: phase.draining }));
        }
      },
      { prefix: OPERATOR_API_PREFIX },
    );
  };
}
