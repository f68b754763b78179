import type { IncomingMessage, ServerResponse } from "node:http";
import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifyPluginAsync,
  preHandlerHookHandler,
  RawServerDefault,
} from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { HttpServerValues } from "./http-server-values.ts";
import type { ProbeHealth } from "./probes.ts";
import type { OperatorHook } from "./protection/operator-hook.ts";

/** A server of Fastify whose routes are described by zod schemas. */
export type HttpServer = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** What a server is created from. */
export interface HttpServerOptions {
  /** The name of the application. */
  readonly name: string;
  /** The version of the application. */
  readonly version: string;
  /** Identifies this copy of the application to its commands: `createApplicationId` of the runtime's address folder. */
  readonly applicationId: string;
  /** The settings of the server. */
  readonly settings: HttpServerValues;
  /** Where requests are logged. */
  readonly log: FastifyBaseLogger;
  /** Whether the process should be sent work. */
  readonly health: ProbeHealth;
  /** Receives how long each response took, in milliseconds. Event streams and probes are not recorded. */
  readonly metrics: { record(durationMs: number): void };
  /** Authorizes operators for the API reference. */
  readonly requireOperator: OperatorHook;
  /** The cookie of a session, for the API reference, where the application has accounts. */
  readonly sessionCookie?: string | undefined;
  /** Runs around the handler of each route, as for context that follows a request. */
  readonly aroundHandler?: preHandlerHookHandler | undefined;
  /** The routes that pages of the origins in CORS_ORIGINS may call. */
  readonly api: FastifyPluginAsync;
}
