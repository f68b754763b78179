/** What the server reads from the `config` of a route. */
export interface HttpRouteConfig {
  /** The route is requested every few seconds: its responses are logged at level debug. */
  quiet?: boolean;
  /** The response does not end by itself: it has no time limit and its duration is not recorded. */
  endless?: boolean;
  /** How the audit log names what the route does, where there is one; unless given, by its method and path. */
  audit?: AuditedAction;
}

/** What an operator does by a route, as the audit log names it. */
export interface AuditedAction {
  /** The words of the command that does the same: "tasks enqueue". */
  readonly action: string;
  /** The field of the body that names what it is done to. Nothing else of a body is recorded. */
  readonly target?: string;
  /** What it is done to, where nothing of the request names it. */
  readonly always?: string;
}

/**
 * What inline scripts and styles of a response carry, so that the browser accepts them. New for each response; reading it
 * allows it in the Content-Security-Policy of the response.
 */
export interface CspNonce {
  /** For the attribute `nonce` of scripts. */
  readonly script: string;
  /** For the attribute `nonce` of styles. */
  readonly style: string;
}

declare module "fastify" {
  interface FastifyContextConfig extends HttpRouteConfig {}

  interface FastifyReply {
    /** The nonce of this response. */
    readonly cspNonce: CspNonce;
  }
}
